package dev.tapedeck.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.redaction.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a cassette tells of its current take. */
abstract class CounterPromises extends TapePromises {
    @Test
    void aCassetteCountsItsInteractionsIncompleteOnesIncluded() {
        // Given
        TakeId take = take();
        recorded(take, Examples.ticket("done"), Examples.response("{}"));

        // When
        store().begin(take, Examples.ticket("under way"));

        // Then
        assertThat(found(CHECKOUT).interactions()).isEqualTo(2);
    }

    @Test
    void aCassetteCountsTheBytesOfRequestsAndAnswers() {
        // Given
        TakeId take = take();

        // When
        recorded(take, Examples.ticket(Examples.post(Bytes.utf8("12345"))), Examples.response("1234567"));
        recorded(take, Examples.ticket(Examples.post(Bytes.utf8("1"))), Examples.stream("12", "345"));
        recorded(take, Examples.ticket(Examples.post(Bytes.EMPTY)), Examples.timeout());

        // Then
        assertThat(found(CHECKOUT).bytes()).isEqualTo(5 + 7 + 1 + 5);
    }

    @Test
    void aCassetteCountsTheFindingsInRequestsAndAnswers() {
        // Given
        TakeId take = take();
        Finding finding = new Finding("jwt", "/token");
        int number = store().begin(take, Examples.ticketFor("m", finding, finding));

        // When
        store().finish(take, number, new Ending(Examples.response("{}"), 1, 1, List.of(finding)));

        // Then
        assertThat(found(CHECKOUT).findings()).isEqualTo(3);
    }

    @Test
    void aCassetteNamesItsModelsSortedWithoutDoubles() {
        // Given
        TakeId take = take();

        // When
        List.of("gpt-4o", "claude-x", "gpt-4o").forEach(model -> store().begin(take, Examples.ticketFor(model)));
        store().begin(take, Examples.ticket(Examples.post(Bytes.EMPTY)));

        // Then
        assertThat(found(CHECKOUT).models()).containsExactly("claude-x", "gpt-4o");
    }

    @Test
    void whatIsAppendedCounts() {
        // Given
        TakeId take = take();
        Interaction brought = new Interaction(
                4, Examples.ticketFor("m", new Finding("jwt", "/a")), Examples.ending(Examples.response("1234")));

        // When
        store().append(take, List.of(brought));

        // Then
        Cassette after = found(CHECKOUT);
        assertThat(after.interactions()).isEqualTo(1);
        assertThat(after.bytes()).isEqualTo(brought.bytes());
        assertThat(after.findings()).isEqualTo(1);
        assertThat(after.models()).containsExactly("m");
    }

    @Test
    void whatIsRemovedCountsNoLonger() {
        // Given
        TakeId take = take();
        recorded(take, Examples.ticketFor("kept"), Examples.response("{}"));
        Cassette before = found(CHECKOUT);
        int begun = store().begin(take, Examples.ticketFor("gone", new Finding("jwt", "/a")));
        int ended = recorded(take, Examples.ticketFor("kept"), Examples.response("some"));

        // When
        store().remove(take, begun);
        store().remove(take, ended);

        // Then
        assertThat(found(CHECKOUT))
                .usingRecursiveComparison()
                .ignoringFields("changedAt")
                .isEqualTo(before);
    }

    @Test
    void aCassetteHasChangedWhenItsLastInteractionBegan() {
        // Given
        TakeId take = take();
        Instant later = Examples.NOON.plus(Duration.ofMinutes(5));
        Ticket ticket = Examples.ticket("hello");

        // When
        store().begin(take, new Ticket(ticket.lane(), ticket.key(), ticket.request(), later, List.of()));
        store().begin(take, ticket);

        // Then
        assertThat(found(CHECKOUT).changedAt()).isEqualTo(later);
        assertThat(found(CHECKOUT).createdAt()).isEqualTo(Examples.NOON);
    }
}
