package dev.tapedeck.web.dashboard;

import dev.tapedeck.build.Money;
import dev.tapedeck.run.Procedure;
import dev.tapedeck.run.StepResult;
import dev.tapedeck.web.dashboard.RunPageView.Playbook;
import dev.tapedeck.web.dashboard.RunPageView.StepRow;
import dev.tapedeck.web.resilience.PlainText;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Makes of what a playbook's run came to what its page shows. */
@Singleton
public final class PlaybookViews {
    private static final String NOTHING = "{}";

    private final PlainText plain;

    PlaybookViews(PlainText plain) {
        this.plain = plain;
    }

    Playbook of(Procedure procedure) {
        return new Playbook(
                procedure.playbook(),
                procedure.dryRun(),
                procedure.stepResults().stream().map(this::step).toList(),
                procedure.warnings().stream().map(plain::whole).toList(),
                procedure.data().equals(NOTHING) ? List.of() : List.of(CodeView.json("Data", procedure.data())));
    }

    private StepRow step(StepResult step) {
        long tokens = step.tokens().input() + step.tokens().output();
        return new StepRow(
                step.number(),
                step.name(),
                plain.whole(step.description()),
                StateShown.of(step),
                step.attempts(),
                RunEntryRows.words(step.duration()),
                tokens == 0 ? "" : RunEntryRows.tokens(step.tokens()),
                step.cost().equals(Money.ZERO)
                        ? ""
                        : Figures.dollars(step.cost().dollars()),
                whole(step.message()),
                whole(step.cause()),
                whole(step.recoveryError()),
                step.result().map(result -> CodeView.json("Result", result)).stream()
                        .toList());
    }

    private String whole(Optional<String> text) {
        return text.map(plain::whole).orElse("");
    }
}
