package dev.tapedeck.playbook;

import dev.tapedeck.Port;
import dev.tapedeck.exchange.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * The playbooks there are. What is changed from outside is seen at the next look. Thread-safe; every method may block.
 *
 * <p>Failures, as {@link dev.tapedeck.exchange.FailedCall}: {@code StoreDown} if files can't be read or written.
 */
@Port
public interface PlaybookStore {
    /** Sorted by name; broken ones among them. */
    List<Stored> list();

    Optional<Stored> find(PlaybookName name);

    /**
     * Keeps a playbook in place of the one of that name. Durable when this returns.
     *
     * @param text YAML or JSON, at most 1 MiB
     * @return as it was understood; if it is broken, nothing has changed
     */
    CheckedPlaybook put(PlaybookName name, Bytes text);

    /** Removes a playbook. Whether there was one. */
    boolean delete(PlaybookName name);

    /** Reads a text as a playbook, and keeps nothing. */
    CheckedPlaybook check(Bytes text);

    /** The playbook of that name, if there is one and it isn't broken. */
    default Optional<Playbook> playbook(PlaybookName name) {
        return find(name)
                .flatMap(stored -> stored.checked() instanceof CheckedPlaybook.Valid(Playbook playbook)
                        ? Optional.of(playbook)
                        : Optional.empty());
    }

    /** @param text as it was put */
    record Stored(PlaybookName name, Bytes text, CheckedPlaybook checked) {}
}
