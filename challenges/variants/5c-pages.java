///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES parts/StoredOffsetsNode.java
//SOURCES parts/KafkaNode.java
//MAIN PagesNode

// idea: pages of 100 messages a key in lin-kv, the last one appended to by compare-and-set
// source: published in Go, 7.6 messages an operation under Maelstrom
// passes: 5c --rate 200
// survives: partition, one-way, link, spike, slow, pause, crash, clock

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kv.Kv;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * 5b-list-cas.java, but a list that is full is followed by the next: an offset is a page and a place in it. A send replaces the
 * last page by a longer one, and a poll reads the one page that it begins in, so neither costs more however long the log is.
 * That is n messages moved a hundred times each, where one list moves n^2.
 *
 * <p>Messages between nodes and store are as many as with one list, and as many as the keys of a poll. A node remembers which
 * page was the last; one that begins anew goes through all of them once.
 */
final class PagesNode extends StoredOffsetsNode {
    private static final int PAGE = 100;

    private final Kv<List<JsonNode>> pages = new Kv<>(this, Kv.LIN, new TypeReference<List<JsonNode>>() {});
    private final Map<String, Long> lastPages = new HashMap<>(); // as far as this node knows

    @Override
    long append(String key, JsonNode msg) {
        while (true) {
            long number = lastPages.getOrDefault(key, 0L);
            var page = page(key, number);
            if (page.size() == PAGE) {
                lastPages.merge(key, number + 1, Math::max);
                continue;
            }
            var longer = new ArrayList<>(page);
            longer.add(msg);
            if (pages.casOrCreate(name(key, number), page, longer)) return number * PAGE + page.size();
        }
    }

    @Override
    List<Entry> entries(String key, long offset) {
        long number = offset / PAGE;
        var page = page(key, number);
        var entries = new ArrayList<Entry>();
        for (int place = (int) (offset % PAGE); place < page.size(); place++)
            entries.add(new Entry(number * PAGE + place, page.get(place)));
        return entries;
    }

    private List<JsonNode> page(String key, long number) {
        return retry(() -> pages.read(name(key, number))).orElse(List.of());
    }

    private static String name(String key, long number) {
        return "page " + number + " of " + key;
    }

    void main() {
        serve();
    }
}
