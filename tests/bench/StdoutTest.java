package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StdoutTest {
    @ParameterizedTest
    @CsvSource({
        "No space left on device, No space left on device",
        "Broken pipe,",
        "Bad file descriptor, Bad file descriptor"
    })
    void remembersWhatNobodyWhoPrintsAsks(String failure, String problem) {
        var sink = new Stdout(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(failure);
            }
        });
        assertEquals(Optional.empty(), sink.problem());
        new PrintWriter(sink, true).println("1  pass");
        assertEquals(Optional.ofNullable(problem), sink.problem());
    }
}
