package dev.tapedeck.web.dashboard;

import dev.tapedeck.web.dashboard.BuildPageView.Fact;
import java.util.List;

/**
 * A run.
 *
 * @param goesOn whether it hasn't ended
 * @param labels each with its value
 * @param wrongs why it failed; none, if it didn't
 * @param summary what whoever ended it had to say; else nothing
 * @param figures what its entries come to
 * @param facts the rest of what is known
 * @param playbooks what a playbook's run came to; none for another run
 * @param phases how its end went; none before it is over
 * @param told what was just done; nothing else
 * @param refused why something was not done; nothing else
 */
public record RunPageView(
        String id,
        String name,
        StateShown state,
        boolean goesOn,
        Moment started,
        List<String> labels,
        List<Wrong> wrongs,
        String summary,
        List<OverviewView.Figure> figures,
        List<Fact> facts,
        List<Playbook> playbooks,
        List<Phase> phases,
        RunTimeline timeline,
        String told,
        String refused) {
    public RunPageView {
        labels = List.copyOf(labels);
        wrongs = List.copyOf(wrongs);
        figures = List.copyOf(figures);
        facts = List.copyOf(facts);
        playbooks = List.copyOf(playbooks);
        phases = List.copyOf(phases);
    }

    /**
     * Why it failed.
     *
     * @param message in words for people
     * @param cause the failure itself; nothing, if the message says it all
     * @param error what stopped it, with the step; nothing, if the message says it all
     */
    public record Wrong(String message, String cause, String error) {}

    /**
     * What a playbook's run came to.
     *
     * @param warnings what a dry run found
     * @param data what the steps stored; none, if that is nothing
     */
    public record Playbook(
            String name, boolean dryRun, List<StepRow> steps, List<String> warnings, List<CodeView> data) {
        public Playbook {
            steps = List.copyOf(steps);
            warnings = List.copyOf(warnings);
            data = List.copyOf(data);
        }
    }

    /**
     * How a step ended.
     *
     * @param tokens in and out; nothing, if it took none
     * @param cost in dollars; nothing, if it cost none
     * @param message in the step's words for people; nothing, if it didn't fail
     * @param recoveryError why its recovery failed too; nothing, if none did
     * @param results what it made; none, if nothing
     */
    public record StepRow(
            int number,
            String name,
            String description,
            StateShown state,
            int attempts,
            String took,
            String tokens,
            String cost,
            String message,
            String cause,
            String recoveryError,
            List<CodeView> results) {
        public StepRow {
            results = List.copyOf(results);
        }
    }

    /**
     * How a phase of its end went.
     *
     * @param error why it failed; nothing, if it didn't
     */
    public record Phase(String name, StateShown state, String took, String error) {}
}
