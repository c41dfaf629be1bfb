package dev.tapedeck.provider.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LinesTest {
    @Test
    void linesEndInEitherWayAndTheLastOneNeedNot() throws IOException {
        assertThat(lines("a\nb\r\n\n \t\r\nc")).containsExactly("a", "b", "c");
        assertThat(lines("a\n")).containsExactly("a");
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n\r\n")).isEmpty();
    }

    @Test
    void aLineMayGoOnOverManyPieces() throws IOException {
        String large = "ä".repeat(200_000);

        assertThat(lines(large + "\n" + large + "\nend")).containsExactly(large, large, "end");
    }

    @Test
    void aLineThatIsTooLongIsCutAndTheNextOneIsWhole() throws IOException {
        assertThat(lines("x".repeat(200_000) + "\nnext", 1_000)).containsExactly("x".repeat(1_000), "next");
    }

    private static List<String> lines(String text) throws IOException {
        return lines(text, Lines.LONGEST);
    }

    private static List<String> lines(String text, int longest) throws IOException {
        Lines lines = new Lines(new ByteArrayInputStream(text.getBytes(UTF_8)), longest);
        List<String> all = new ArrayList<>();
        for (Optional<Bytes> line = lines.next(); line.isPresent(); line = lines.next()) {
            all.add(line.get().text());
        }
        return all;
    }
}
