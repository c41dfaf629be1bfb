package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.cassette.StoreFailures;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Tape;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.Lane;
import jakarta.persistence.FlushModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is on takes. Every method needs a transaction. */
final class Tapes {
    private final Tables tables;

    Tapes(Tables tables) {
        this.tables = tables;
    }

    /** The columns of an entry; the outcome's number is missing as long as there is no outcome. */
    record EntryRow(
            int number,
            String lane,
            String requestKey,
            @Nullable Integer outcome) {
        Tape.Entry entry() {
            return new Tape.Entry(number, Lane.of(lane), new RequestKey(requestKey), outcome != null);
        }
    }

    int begin(TakeId take, Ticket ticket) {
        TakeRow row = locked(take);
        int number = row.begin(ticket.recordedAt());
        row.add(Weight.of(ticket));
        ticket.model().ifPresent(model -> tables.models().add(take, model));
        tables.interactions().add(InteractionId.of(take, number), ticket);
        return number;
    }

    void append(TakeId take, List<Interaction> interactions) {
        TakeRow row = locked(take);
        interactions.forEach(interaction -> append(take, row, interaction));
    }

    private void append(TakeId take, TakeRow row, Interaction interaction) {
        Ticket ticket = interaction.ticket();
        row.append(interaction.number(), ticket.recordedAt());
        row.add(Weight.of(ticket).plus(Weight.of(interaction.ending())));
        ticket.model().ifPresent(model -> tables.models().add(take, model));
        InteractionId id = InteractionId.of(take, interaction.number());
        tables.interactions().add(id, ticket);
        if (interaction.complete()) {
            tables.outcomes().add(id, interaction.ending());
        }
    }

    /** Whether the interaction has got this ending: not if it had one already, or if this is none. */
    boolean finish(TakeId take, int number, Ending ending) {
        TakeRow row = locked(take);
        if (ended(take, number) || ending.outcome() instanceof Outcome.Incomplete) {
            return false;
        }
        row.add(Weight.of(ending));
        tables.outcomes().add(InteractionId.of(take, number), ending);
        return true;
    }

    private boolean ended(TakeId take, int number) {
        // nothing that waits to be flushed can change the answer: numbers are known to callers once they are committed
        List<EntryRow> rows = tables.entityManager()
                .createQuery("""
                        select i.id.number, i.lane, i.requestKey, o.id.number
                        from Interaction i left join Outcome o on o.id = i.id
                        where i.id = ?1
                        """, EntryRow.class)
                .setParameter(1, InteractionId.of(take, number))
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList();
        if (rows.isEmpty()) {
            throw StoreFailures.unknown(take, number);
        }
        return rows.getFirst().entry().complete();
    }

    void remove(TakeId take, int number) {
        TakeRow row = locked(take);
        Interaction interaction = find(take, number).orElseThrow(() -> StoreFailures.unknown(take, number));
        Ticket ticket = interaction.ticket();
        row.removed(Weight.of(ticket).plus(Weight.of(interaction.ending())));
        ticket.model().ifPresent(model -> tables.models().remove(take, model));
        tables.interactions().remove(InteractionId.of(take, number));
    }

    List<Tape.Entry> entries(TakeId take) {
        List<Tape.Entry> entries = tables.entityManager()
                .createQuery("""
                        select i.id.number, i.lane, i.requestKey, o.id.number
                        from Interaction i left join Outcome o on o.id = i.id
                        where i.id.take = ?1
                        order by i.id.take, i.id.number
                        """, EntryRow.class)
                .setParameter(1, take.value())
                .getResultStream()
                .map(EntryRow::entry)
                .toList();
        checkExists(take, entries);
        return entries;
    }

    List<Interaction> interactions(TakeId take, int afterNumber, int limit) {
        List<? extends InteractionRow> rows = tables.interactions().after(take, afterNumber, limit);
        checkExists(take, rows);
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Integer, Ending> endings =
                tables
                        .outcomes()
                        .between(take, rows.getFirst().number(), rows.getLast().number())
                        .stream()
                        .collect(Collectors.toMap(OutcomeRow::number, OutcomeRow::ending));
        return rows.stream()
                .map(row -> new Interaction(
                        row.number(), row.ticket(), endings.getOrDefault(row.number(), Ending.NONE_YET)))
                .toList();
    }

    Optional<Interaction> find(TakeId take, int number) {
        InteractionId id = InteractionId.of(take, number);
        return tables.interactions().found(id).map(row -> new Interaction(number, row.ticket(), ending(id)));
    }

    boolean exists(TakeId take, int number) {
        return tables.interactions().exists(InteractionId.of(take, number));
    }

    private Ending ending(InteractionId id) {
        return tables.outcomes().found(id).<Ending>map(OutcomeRow::ending).orElse(Ending.NONE_YET);
    }

    private TakeRow locked(TakeId take) {
        return tables.takes().locked(take).orElseThrow(() -> StoreFailures.unknown(take));
    }

    private void checkExists(TakeId take, List<?> found) {
        if (found.isEmpty() && !tables.takes().exists(take)) {
            throw StoreFailures.unknown(take);
        }
    }
}
