package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.Cancellation;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.run.RunEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where a playbook is played.
 *
 * @param calls the one way outward: the run's session, or the live line
 * @param timeline takes what happens, in order
 * @param cancellation tells when the run is to end
 * @param within the playbooks that this one is nested in, the outermost first
 * @param nested plays a playbook inside this one
 */
public record Stage(
        Provider calls,
        Consumer<RunEntry.Content> timeline,
        Cancellation cancellation,
        List<PlaybookName> within,
        Nested nested) {
    /** How many playbooks may stand inside each other. */
    public static final int DEEPEST = 5;

    /** Where nothing is played. */
    static final Stage SILENT = new Stage(
            call -> {
                throw new IllegalStateException("Nothing is called in a dry run.");
            },
            entry -> {},
            new Cancellation(),
            List.of(),
            (name, parameters, stage) -> new ActionResult.Failed("Nothing is played in a dry run.", false));

    public Stage {
        within = List.copyOf(within);
    }

    /** Plays playbooks inside others. */
    public interface Nested {
        ActionResult play(PlaybookName name, Node.Mapping parameters, Stage stage);
    }

    /** That of a playbook inside this one. */
    Stage inside(PlaybookName name) {
        List<PlaybookName> deeper = new ArrayList<>(within);
        deeper.add(name);
        return new Stage(calls, timeline, cancellation, deeper, nested);
    }
}
