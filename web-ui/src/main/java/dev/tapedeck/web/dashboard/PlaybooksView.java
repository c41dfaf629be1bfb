package dev.tapedeck.web.dashboard;

import dev.tapedeck.web.dashboard.BuildsView.Wrong;
import java.util.List;

/**
 * The playbooks, each with the form that plays it.
 *
 * @param teaching the command that puts one
 * @param trouble why nothing can be shown; nothing else
 */
public record PlaybooksView(List<Card> cards, String teaching, String trouble) {
    public PlaybooksView {
        cards = List.copyOf(cards);
    }

    /**
     * A playbook.
     *
     * @param broken what is wrong in its text; nothing, if it can be played
     * @param guardrails in words
     * @param asked what was asked of it last, and what came of that
     */
    public record Card(
            String name,
            String description,
            List<Wrong> broken,
            List<Field> fields,
            List<StepOutline> steps,
            String guardrails,
            Asked asked) {
        public Card {
            broken = List.copyOf(broken);
            fields = List.copyOf(fields);
            steps = List.copyOf(steps);
        }
    }

    /**
     * @param name as a field of the form
     * @param input what kind of field it is
     * @param hint what it may be, in words
     * @param choices the only values there are; nothing: any
     */
    public record Field(
            String name,
            String label,
            String input,
            boolean required,
            String value,
            String placeholder,
            String hint,
            List<FilterView.Option> choices) {
        public Field {
            choices = List.copyOf(choices);
        }
    }

    public record StepOutline(String name, String description, String action, String onFailure) {}

    /**
     * @param told that it can be played; nothing, if nobody asked
     * @param wrong why it can't be
     */
    public record Asked(String cassette, List<FilterView.Option> modes, String told, List<Wrong> wrong) {
        public Asked {
            modes = List.copyOf(modes);
            wrong = List.copyOf(wrong);
        }
    }
}
