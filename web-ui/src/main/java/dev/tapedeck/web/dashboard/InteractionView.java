package dev.tapedeck.web.dashboard;

import java.util.List;

/**
 * One interaction.
 *
 * @param tab what is shown of it: {@code conversation}, {@code request}, {@code answer} or {@code timeline}
 * @param facts what is known of it, in order
 * @param curl the request as a command, without the key
 * @param previous the number of the interaction before; 0 if there is none
 * @param next the number of the one after; 0 if there is none
 */
public record InteractionView(
        String cassette,
        int number,
        String method,
        String target,
        Ended ended,
        Moment recorded,
        String tab,
        List<Tab> tabs,
        List<Fact> facts,
        String key,
        List<Mark> findings,
        Side side,
        ConversationView conversation,
        TimelineView timeline,
        Trouble trouble,
        String curl,
        int previous,
        int next) {
    public InteractionView {
        tabs = List.copyOf(tabs);
        facts = List.copyOf(facts);
        findings = List.copyOf(findings);
    }

    /** Where this interaction is. */
    public String address() {
        return "/recordings/" + cassette + "/" + number;
    }

    /** A link to another side of the interaction. */
    public record Tab(String id, String name, String path, boolean here) {}

    /** @param link where it leads, or nothing */
    public record Fact(String name, String value, String link) {}

    /** A secret that was found: where, and by which rule. */
    public record Mark(String where, String rule, String location) {}

    /**
     * The request or the answer.
     *
     * @param path the address of this side, without the way it is laid out
     * @param raw the address of its very bytes
     */
    public record Side(String path, String raw, List<Line> headers, BodyView body) {
        static final Side NONE = new Side("", "", List.of(), BodyView.NONE);

        public Side {
            headers = List.copyOf(headers);
        }
    }

    /** A header. */
    public record Line(String name, List<Segment> value) {
        public Line {
            value = List.copyOf(value);
        }
    }

    /**
     * Why there is no answer, or no whole one.
     *
     * @param code the failure's code; nothing if all is well
     */
    public record Trouble(String code, String message, String note) {
        static final Trouble NONE = new Trouble("", "", "");
    }
}
