package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.run.Procedure;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunEntry.Notice;
import dev.tapedeck.run.Sanitiser;
import dev.tapedeck.run.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One playing of a playbook: what it has stored, used up and been warned of so far. For one thread, once. */
final class Play implements Stage.Around {
    /** All that is stored has no more bytes, as JSON. */
    private static final int MOST_STORED = 1 << 20;

    private final Workbench workbench;
    private final Playbook playbook;
    private final Stage stage;
    private final Guardrails guardrails;
    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, Node> stored = new LinkedHashMap<>();
    private Scope scope;
    private int storedBytes;
    private Spent spent = Spent.NOTHING;
    private Optional<Recovery> lastModel = Optional.empty();

    Play(Workbench workbench, Start.Ready start, Stage stage) {
        this.workbench = workbench;
        this.playbook = start.playbook();
        this.scope = start.scope();
        this.stage = stage;
        this.guardrails = new Guardrails(playbook.guardrails(), this::warned);
    }

    private void warned(Notice notice) {
        notices.add(notice);
        tell(notice);
    }

    /** @param progress takes what it has come to after each step, but for the data */
    PlaybookResult run(Consumer<Procedure> progress) {
        long begun = workbench.time().nanos();
        List<StepResult> results = new ArrayList<>();
        Optional<String> error = Optional.empty();
        for (Step step : playbook.steps()) {
            if (stage.cancellation().isCancelled()) {
                error = Optional.of("The run was ended before step %d.".formatted(step.number()));
                break;
            }
            StepPlay.Ended ended = new StepPlay(this, step).run();
            results.add(ended.result());
            progress.accept(procedure(results, Optional.empty(), "{}"));
            error = ended.error();
            if (error.isPresent()) {
                break;
            }
        }
        Duration duration = Duration.ofNanos(workbench.time().nanos() - begun);
        return new PlaybookResult(procedure(results, error, shownData()), duration, spent);
    }

    private Procedure procedure(List<StepResult> results, Optional<String> error, String data) {
        Optional<StepResult> failed =
                results.stream().filter(result -> !result.success()).findFirst();
        return new Procedure(
                playbook.name().value(),
                false,
                results,
                failed.flatMap(StepResult::message),
                failed.flatMap(StepResult::cause).or(() -> error),
                error,
                List.of(),
                data);
    }

    /** Whatever the redactor withholds isn't JSON any more, and stands there as text. */
    private String shownData() {
        String masked = texts().masked(Bytes.utf8(Values.json(data()))).text();
        return Values.parsed(masked).map(json -> masked).orElseGet(() -> Values.json(Values.text(masked)));
    }

    /**
     * Keeps what a step made for those after it, if it is to be kept.
     *
     * @throws Unresolved if it can't be; the message says why
     */
    void store(Step step, Node value) {
        step.storeAs().ifPresent(name -> {
            int bytes =
                    Bytes.utf8(Values.json(Values.object(Map.of(name, value)))).length();
            if (bytes > MOST_STORED - storedBytes) {
                throw new Unresolved(
                        "What step '%s' made takes %,d bytes as JSON, and of the %,d that a playbook may store %,d are left."
                                .formatted(step.name(), bytes, MOST_STORED, MOST_STORED - storedBytes));
            }
            storedBytes += bytes;
            stored.put(name, value);
            scope = scope.with(name, value);
        });
    }

    /** What the steps have stored. */
    Node.Mapping data() {
        return Values.object(stored);
    }

    Playbook playbook() {
        return playbook;
    }

    Workbench workbench() {
        return workbench;
    }

    Sanitiser texts() {
        return workbench.texts();
    }

    Stage stage() {
        return stage;
    }

    Scope scope() {
        return scope;
    }

    Guardrails guardrails() {
        return guardrails;
    }

    Spent spent() {
        return spent;
    }

    /** What the guardrails have said so far. */
    List<Notice> notices() {
        return notices;
    }

    /** The model that a step asked last. */
    Optional<Recovery> lastModel() {
        return lastModel;
    }

    void tell(RunEntry.Content content) {
        stage.timeline().accept(content);
    }

    @Override
    public Optional<String> refusal() {
        return guardrails.refusal(spent).or(stage.around()::refusal);
    }

    @Override
    public boolean isStopped() {
        return guardrails.isStopped() || stage.around().isStopped();
    }

    @Override
    public void counted() {
        guardrails.counted();
        stage.around().counted();
    }

    @Override
    public void use(Spent more) {
        spent = spent.plus(more);
        stage.around().use(more);
    }

    /** An action was carried out. */
    void done(Deed deed, boolean well) {
        guardrails.done(deed, well);
        stage.around().counted();
    }

    /** Carries an action out, unless the guardrails have ended it all, or it writes where that isn't allowed. */
    Performance.Outcome perform(Performance performance) {
        Optional<String> refusal = refusal().or(() -> violation(performance));
        if (refusal.isPresent()) {
            return Performance.Outcome.failed(refusal.get(), false);
        }
        Performance.Outcome outcome = performance.run(stage.of(this, performance.effect()), workbench.time());
        use(outcome.spent());
        lastModel = performance.action().model(performance.params()).or(() -> lastModel);
        return outcome;
    }

    /** What a playbook inside does, is seen there. */
    private Optional<String> violation(Performance performance) {
        boolean isViolation = stage.readOnly()
                && performance.effect() == Effect.EFFECT
                && !performance.action().name().equals(PlaybookAction.NAME);
        Failure.ReadOnly failure = new Failure.ReadOnly(
                "this changes something, and a step with 'effect: read' plays '%s'.".formatted(playbook.name()));
        return isViolation ? Optional.of("%s: %s".formatted(failure.code(), failure.message())) : Optional.empty();
    }

    /** A text of the playbook with values in it; as it stands there, if one has none. */
    String filled(String text) {
        return scope.filled(text);
    }
}
