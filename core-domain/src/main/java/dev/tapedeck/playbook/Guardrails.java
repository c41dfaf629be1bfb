package dev.tapedeck.playbook;

import dev.tapedeck.run.RunEntry.Notice;
import dev.tapedeck.run.RunEntry.Notice.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Watches the actions of one run, a model's among them, and stops it where it gets stuck or goes too far.
 *
 * <ul>
 *   <li><b>Repeat</b>: the same action with the same params, 3 times in a row or more.
 *   <li><b>Cycle</b>: the last actions are 2 or 3, three times over.
 *   <li><b>Revisit</b>: an action that went well, on a target on which one went well at least {@code stuckRevisitGap}
 *       actions ago, and none since.
 * </ul>
 *
 * Each such action counts one, each other takes one back: at 1 there is a hint, at 3 a warning, at 5 the end. So a repeat
 * alone is told at 3, 5 and 7 times. Too many actions, tokens or errors in a row are the end at once. After the end every
 * action is refused, with one message. Of playbooks inside, the actions and tokens count. For one thread.
 */
final class Guardrails {
    private static final int REPEATS = 3;
    private static final int ROUNDS = 3;
    private static final int LONGEST_CYCLE = 3;
    private static final int WARNING = 3;
    private static final int STOP = 5;

    private final GuardrailSettings settings;
    private final Consumer<Notice> notices;
    private final List<String> signatures = new ArrayList<>();
    private final Map<String, Integer> visits = new HashMap<>();
    private Optional<String> end = Optional.empty();
    private int inside;
    private int stuck;
    private int errors;

    Guardrails(GuardrailSettings settings, Consumer<Notice> notices) {
        this.settings = settings;
        this.notices = notices;
    }

    /** Why nothing more is done, if so. */
    Optional<String> refusal(Spent spent) {
        int actions = signatures.size() + inside;
        if (actions >= settings.maxSteps()) {
            stop("it has carried out %,d actions, as many as 'maxSteps' allows".formatted(actions));
        } else if (spent.allTokens() >= settings.maxTokens()) {
            stop("it has used %,d tokens, and 'maxTokens' is %,d".formatted(spent.allTokens(), settings.maxTokens()));
        }
        return end;
    }

    /** Whether it was refused before that anything more is done. */
    boolean isStopped() {
        return end.isPresent();
    }

    /** An action was carried out in a playbook inside, whose own guardrails see whether it is stuck. */
    void counted() {
        inside++;
    }

    /** An action was carried out, once or, by the policy of its step, several times. */
    void done(Deed deed, boolean well) {
        signatures.add(deed.signature());
        Optional<String> why = stuck(deed, well);
        stuck = why.isPresent() ? stuck + 1 : Math.max(0, stuck - 1);
        why.ifPresent(this::tell);
        count(well);
    }

    /** A model that should have named an action did not. */
    void strayed() {
        count(false);
    }

    private void count(boolean well) {
        errors = well ? 0 : errors + 1;
        if (errors >= settings.maxConsecutiveErrors()) {
            stop("%,d actions have failed one after the other, as many as 'maxConsecutiveErrors' allows"
                    .formatted(errors));
        }
    }

    private Optional<String> stuck(Deed deed, boolean well) {
        Optional<String> revisit = well ? revisit(deed) : Optional.empty();
        int repeats = repeats();
        if (repeats >= REPEATS) {
            return Optional.of("the same action was carried out %d times in a row".formatted(repeats));
        }
        return cycle().or(() -> revisit);
    }

    private int repeats() {
        int count = 0;
        for (String signature : signatures.reversed()) {
            if (!signature.equals(signatures.getLast())) {
                break;
            }
            count++;
        }
        return count;
    }

    private Optional<String> cycle() {
        for (int length = 2; length <= LONGEST_CYCLE; length++) {
            if (isCycle(length)) {
                return Optional.of("the last %d actions were carried out %d times over".formatted(length, ROUNDS));
            }
        }
        return Optional.empty();
    }

    private boolean isCycle(int length) {
        int from = signatures.size() - length * ROUNDS;
        if (from < 0) {
            return false;
        }
        List<String> last = signatures.subList(from, signatures.size());
        return last.subList(length, last.size()).equals(last.subList(0, last.size() - length));
    }

    private Optional<String> revisit(Deed deed) {
        int now = signatures.size();
        return deed.target()
                .flatMap(target -> Optional.ofNullable(visits.put(target, now)))
                .filter(before -> now - before >= settings.stuckRevisitGap())
                .map(before -> "what it works on was worked on %,d actions ago".formatted(now - before));
    }

    private void tell(String why) {
        if (stuck >= STOP) {
            stop(why);
        } else if (end.isEmpty()) {
            Severity severity = stuck >= WARNING ? Severity.WARNING : Severity.HINT;
            notices.accept(new Notice(severity, "It may be stuck: %s. Try something else.".formatted(why)));
        }
    }

    private void stop(String why) {
        if (end.isEmpty()) {
            end = Optional.of(
                    "The guardrails have stopped this playbook: %s. Nothing more is carried out.".formatted(why));
            notices.accept(new Notice(Severity.STOP, end.get()));
        }
    }
}
