package dev.tapedeck.storage.document;

import static dev.tapedeck.cassette.Examples.ending;
import static dev.tapedeck.cassette.Examples.response;
import static dev.tapedeck.cassette.Examples.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentWriterTest {
    @Test
    void whatIsWrittenIsReadBack() {
        Interaction a = new Interaction(1, ticket("hello"), ending(response("{\n  \"id\": 1.0\n}")));
        Interaction b = new Interaction(2, ticket("hello"), ending(Examples.stream("data: 1\r\n\r\n", "data")));
        Interaction c = new Interaction(3, ticket("hello"), Ending.NONE_YET);
        String text = Documents.text(a, b, c);
        assertThat(Documents.read(text).interactions()).isEqualTo(List.of(a, b, c));
    }
}
