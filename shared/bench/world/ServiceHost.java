package bench.world;

import bench.world.service.Service;
import node.Message;

/** A service on the network. */
record ServiceHost(World world, String id, Service service) implements Inhabitant {
    @Override
    public void receive(Envelope envelope) {
        var trace = world.trace();
        if (trace != null) trace.received(envelope, id);
        answer(envelope);
        if (trace != null) trace.ended();
    }

    private void answer(Envelope envelope) {
        var request = envelope.message();
        var answer = service.handle(request.src(), request.body());
        if (answer.isEmpty()) {
            var text = " for \"" + request.type() + "\", which it does not know: it answers nothing";
            world.warn(new Warning("unknown request", request.src() + " asked " + id + text));
            return;
        }
        answer.get().set("in_reply_to", request.body().get("msg_id")); // null where it has none, and still sent
        world.network().send(Envelope.seal(new Message(id, request.src(), answer.get())));
    }
}
