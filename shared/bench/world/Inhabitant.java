package bench.world;

/** Somebody on the network: a node in the simulation, a node that is a process, a client, a service. */
interface Inhabitant {
    /** Takes a message. A task of the world's loop. */
    void receive(Envelope envelope);
}
