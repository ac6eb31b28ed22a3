package histories;

import bench.edn.EdnReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Texts in EDN. */
public final class Edn {
    private Edn() {}

    /** All values of {@code text}, or of the vector or list that it is. */
    public static List<Object> readAll(String text) {
        try {
            var edn = new EdnReader(new StringReader(text));
            var values = new ArrayList<>();
            while (edn.hasNext()) values.add(edn.next());
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
