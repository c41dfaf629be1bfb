package dev.tapedeck.storage.document;

import static dev.tapedeck.cassette.Examples.chat;
import static dev.tapedeck.cassette.Examples.ending;
import static dev.tapedeck.cassette.Examples.key;
import static dev.tapedeck.cassette.Examples.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.Lane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reviewer sees when a cassette changes. */
class ReviewableDiffTest {
    private static final String END_OF_INTERACTION = "    },";

    private static Interaction asked(int number, int key, String question, String answer) {
        Ticket ticket = new Ticket(Lane.MAIN, key(key), chat(question), Examples.NOON, List.of());
        return new Interaction(number, ticket, ending(response(answer)));
    }

    private static List<String> lines(Interaction... interactions) {
        return Documents.text(interactions).lines().toList();
    }

    @Test
    void aPromptRecordedAgainTouchesOnlyItsInteraction() {
        // Given
        Interaction first = asked(1, 1, "What is a cassette?", "A box with a tape.");
        Interaction second = asked(2, 2, "And a reel?", "A tape without a box.");
        Interaction third = asked(3, 3, "Thanks!", "You are welcome.");
        Interaction recordedAgain = asked(4, 4, "And a tape reel?", "A tape without a box.");

        // When
        List<String> before = lines(first, second, third);
        List<String> after = lines(first, third, recordedAgain);

        // Then
        List<String> without = new ArrayList<>(after);
        int added = after.indexOf("      \"number\": 4,") - 1;
        int size = after.size() - 2 - added;
        without.subList(added - 1, added - 1 + size).clear();
        int removed = before.indexOf("      \"number\": 2,") - 1;
        without.addAll(removed, before.subList(removed, before.indexOf("      \"number\": 3,") - 1));
        assertThat(after.get(added - 1)).isEqualTo(END_OF_INTERACTION);
        assertThat(without).isEqualTo(before);
    }

    @Test
    void anAnswerThatChangedIsALineOrTwo() {
        // When
        List<String> before = lines(asked(1, 1, "hello", "Hi."), asked(2, 2, "bye", "Bye."));
        List<String> after = lines(asked(1, 1, "hello", "Hello!"), asked(2, 2, "bye", "Bye."));

        // Then
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.stream().filter(line -> !before.contains(line)))
                .containsExactly("          \"text\": \"Hello!\"");
    }
}
