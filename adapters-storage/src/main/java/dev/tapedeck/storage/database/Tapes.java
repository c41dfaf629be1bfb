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
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.persistence.FlushModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is on takes. Every method needs a transaction. */
final class Tapes {
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
        TakeEntity row = locked(take);
        int number = row.begin(ticket.recordedAt());
        row.add(Weight.of(ticket));
        ticket.model().ifPresent(model -> TakeModelEntity.add(take, model));
        new InteractionEntity(InteractionId.of(take, number), ticket).persist();
        return number;
    }

    void append(TakeId take, List<Interaction> interactions) {
        TakeEntity row = locked(take);
        interactions.forEach(interaction -> append(take, row, interaction));
    }

    private static void append(TakeId take, TakeEntity row, Interaction interaction) {
        Ticket ticket = interaction.ticket();
        row.append(interaction.number(), ticket.recordedAt());
        row.add(Weight.of(ticket).plus(Weight.of(interaction.ending())));
        ticket.model().ifPresent(model -> TakeModelEntity.add(take, model));
        InteractionId id = InteractionId.of(take, interaction.number());
        new InteractionEntity(id, ticket).persist();
        if (interaction.complete()) {
            new OutcomeEntity(id, interaction.ending()).persist();
        }
    }

    /** Whether the interaction has got this ending: not if it had one already, or if this is none. */
    boolean finish(TakeId take, int number, Ending ending) {
        TakeEntity row = locked(take);
        if (ended(take, number) || ending.outcome() instanceof Outcome.Incomplete) {
            return false;
        }
        row.add(Weight.of(ending));
        new OutcomeEntity(InteractionId.of(take, number), ending).persist();
        return true;
    }

    private static boolean ended(TakeId take, int number) {
        // nothing that waits to be flushed can change the answer: numbers are known to callers once they are committed
        List<EntryRow> rows = Panache.getEntityManager()
                .createQuery("""
                        select i.id.number, i.lane, i.requestKey, o.id.number
                        from InteractionEntity i left join OutcomeEntity o on o.id = i.id
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
        TakeEntity row = locked(take);
        Interaction interaction = find(take, number).orElseThrow(() -> StoreFailures.unknown(take, number));
        Ticket ticket = interaction.ticket();
        row.removed(Weight.of(ticket).plus(Weight.of(interaction.ending())));
        ticket.model().ifPresent(model -> TakeModelEntity.remove(take, model));
        InteractionEntity.delete("id", InteractionId.of(take, number));
    }

    List<Tape.Entry> entries(TakeId take) {
        List<Tape.Entry> entries = Panache.getEntityManager()
                .createQuery("""
                        select i.id.number, i.lane, i.requestKey, o.id.number
                        from InteractionEntity i left join OutcomeEntity o on o.id = i.id
                        where i.id.take = ?1
                        order by i.id.number
                        """, EntryRow.class)
                .setParameter(1, take.value())
                .getResultStream()
                .map(EntryRow::entry)
                .toList();
        checkExists(take, entries);
        return entries;
    }

    List<Interaction> interactions(TakeId take, int afterNumber, int limit) {
        List<InteractionEntity> rows = InteractionEntity.after(take, afterNumber, limit);
        checkExists(take, rows);
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Integer, Ending> endings =
                OutcomeEntity.between(
                                take, rows.getFirst().number(), rows.getLast().number())
                        .stream()
                        .collect(Collectors.toMap(OutcomeEntity::number, OutcomeEntity::ending));
        return rows.stream()
                .map(row -> new Interaction(
                        row.number(), row.ticket(), endings.getOrDefault(row.number(), Ending.NONE_YET)))
                .toList();
    }

    Optional<Interaction> find(TakeId take, int number) {
        InteractionId id = InteractionId.of(take, number);
        return InteractionEntity.<InteractionEntity>findByIdOptional(id)
                .map(row -> new Interaction(number, row.ticket(), ending(id)));
    }

    private static Ending ending(InteractionId id) {
        return OutcomeEntity.<OutcomeEntity>findByIdOptional(id)
                .map(OutcomeEntity::ending)
                .orElse(Ending.NONE_YET);
    }

    private static TakeEntity locked(TakeId take) {
        return TakeEntity.locked(take).orElseThrow(() -> StoreFailures.unknown(take));
    }

    private static void checkExists(TakeId take, List<?> found) {
        if (found.isEmpty() && !TakeEntity.exists(take)) {
            throw StoreFailures.unknown(take);
        }
    }
}
