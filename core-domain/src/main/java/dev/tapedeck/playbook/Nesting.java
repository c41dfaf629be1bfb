package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Problems;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks at the playbooks that playbooks name: each must be there, none may play itself, and only five play each other. */
final class Nesting {
    private final Function<PlaybookName, Optional<Playbook>> library;

    Nesting(Function<PlaybookName, Optional<Playbook>> library) {
        this.library = library;
    }

    /** Reports what is wrong as far as names stand there in full. */
    void check(Playbook playbook, Problems problems) {
        for (Step step : playbook.steps()) {
            Spot params = Spot.root(step.params(), problems)
                    .inner("steps", step.params())
                    .inner(Integer.toString(step.number() - 1), step.params())
                    .inner("params", step.params());
            fault(step, List.of(playbook.name()))
                    .ifPresent(fault -> params.inner("name", step.params()).report(fault));
        }
    }

    private Optional<String> fault(Step step, List<PlaybookName> within) {
        return named(step).flatMap(name -> fault(name, within));
    }

    private Optional<String> fault(PlaybookName name, List<PlaybookName> within) {
        return refusal(name, within).or(() -> {
            Optional<Playbook> playbook = library.apply(name);
            if (playbook.isEmpty()) {
                return Optional.of(
                        "There is no playbook '%s' that can be played. Write or mend it, or name another one."
                                .formatted(name));
            }
            List<PlaybookName> deeper = inside(within, name);
            return playbook.get().steps().stream()
                    .flatMap(step -> fault(step, deeper).stream())
                    .findFirst();
        });
    }

    /** Why a playbook can't be played within these, whatever is in it. */
    static Optional<String> refusal(PlaybookName name, List<PlaybookName> within) {
        if (within.contains(name)) {
            return Optional.of("'%s' would play itself: %s. Take one of these steps out."
                    .formatted(name, way(inside(within, name))));
        }
        return within.size() < Stage.DEEPEST
                ? Optional.empty()
                : Optional.of("Over %d playbooks would play each other: %s. Join some of them."
                        .formatted(Stage.DEEPEST, way(inside(within, name))));
    }

    private static List<PlaybookName> inside(List<PlaybookName> within, PlaybookName name) {
        List<PlaybookName> deeper = new ArrayList<>(within);
        deeper.add(name);
        return deeper;
    }

    private static String way(List<PlaybookName> names) {
        return String.join(" → ", names.stream().map(PlaybookName::value).toList());
    }

    private static Optional<PlaybookName> named(Step step) {
        if (!step.action().equals(PlaybookAction.NAME)) {
            return Optional.empty();
        }
        Optional<Node> name = Values.member(step.params(), "name");
        try {
            return name.map(node -> Spot.root(node, new Problems()))
                    .flatMap(ActionRouter::fixedText)
                    .map(PlaybookName::new);
        } catch (Names.InvalidName reportedElsewhere) {
            return Optional.empty();
        }
    }
}
