package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.Cancellation;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.run.RunEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a playbook is played.
 *
 * @param calls the one way outward: the run's session, or the live line
 * @param timeline takes what happens, in order
 * @param cancellation tells when the run is to end
 * @param within the playbooks that this one is nested in, the outermost first
 * @param nested plays a playbook inside this one
 * @param around the play that this one is nested in
 * @param readOnly whether nothing may be changed here
 */
public record Stage(
        Provider calls,
        Consumer<RunEntry.Content> timeline,
        Cancellation cancellation,
        List<PlaybookName> within,
        Nested nested,
        Around around,
        boolean readOnly) {
    /** How many playbooks may stand inside each other. */
    public static final int DEEPEST = 5;

    public Stage {
        within = List.copyOf(within);
    }

    /** Plays playbooks inside others. */
    public interface Nested {
        ActionResult play(PlaybookName name, Node.Mapping parameters, Stage stage);
    }

    /** A play, as those inside it see it: what they do counts there too. */
    interface Around {
        /** That of a play which is in no other. */
        Around NOTHING = new Around() {
            @Override
            public Optional<String> refusal() {
                return Optional.empty();
            }

            @Override
            public boolean isStopped() {
                return false;
            }

            @Override
            public void counted() {}

            @Override
            public void use(Spent more) {}
        };

        /** Why nothing more is done, if so. */
        Optional<String> refusal();

        /** Whether it was refused before that anything more is done. */
        boolean isStopped();

        /** An action was carried out. */
        void counted();

        /** This was used up. */
        void use(Spent more);
    }

    /** That of an action of this play; what only reads plays nothing that writes. */
    Stage of(Around play, Effect effect) {
        return new Stage(calls, timeline, cancellation, within, nested, play, readOnly || effect == Effect.SAFE);
    }

    /** That of a playbook inside this one. */
    Stage inside(PlaybookName name) {
        List<PlaybookName> deeper = new ArrayList<>(within);
        deeper.add(name);
        return new Stage(calls, timeline, cancellation, deeper, nested, around, readOnly);
    }
}
