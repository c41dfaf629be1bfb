package dev.tapedeck.playbook;

import dev.tapedeck.declared.TextProblem;
import java.util.List;

/** What a playbook is to be started with, as it was understood. */
public sealed interface Start {
    /** One that can be played; only {@link PlaybookRunner#prepare} makes them. */
    final class Ready implements Start {
        private final Playbook playbook;
        private final Scope scope;

        Ready(Playbook playbook, Scope scope) {
            this.playbook = playbook;
            this.scope = scope;
        }

        public Playbook playbook() {
            return playbook;
        }

        Scope scope() {
            return scope;
        }
    }

    /**
     * Nothing has been done.
     *
     * @param problems at least one; those of parameters stand at {@code /parameters/…}, those of the playbook at
     *     {@code /steps/…}
     */
    record Refused(List<TextProblem> problems) implements Start {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
