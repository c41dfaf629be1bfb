package dev.tapedeck.web.dashboard;

import java.util.List;

/**
 * What the overview shows.
 *
 * @param modes the ids of all modes
 * @param figures the counts since the start
 * @param chart the calls of the last hour
 * @param calls the latest calls, newest first
 * @param concerns what asks for attention, newest first
 * @param builds those under way, newest first
 * @param clients how each client is pointed here
 */
public record OverviewView(
        Frame.Deck deck,
        List<String> modes,
        List<Figure> figures,
        CallChart chart,
        List<CallRow> calls,
        List<Concern> concerns,
        List<BuildsView.Row> builds,
        List<ClientSetup> clients) {
    public OverviewView {
        modes = List.copyOf(modes);
        figures = List.copyOf(figures);
        calls = List.copyOf(calls);
        concerns = List.copyOf(concerns);
        builds = List.copyOf(builds);
        clients = List.copyOf(clients);
    }

    /** @param tone {@code plain}, {@code good} or {@code bad} */
    public record Figure(String name, String value, String note, String tone) {}

    /**
     * One call.
     *
     * @param outcome the id of its source
     * @param link the page of its interaction, or nothing
     * @param status the HTTP status that the client got
     * @param tone {@code good} or {@code bad}, by the status
     */
    public record CallRow(
            Moment at,
            String outcome,
            String provider,
            String method,
            String path,
            int status,
            String tone,
            String failure,
            long micros,
            String cassette,
            String link) {}

    /**
     * Something to look at.
     *
     * @param kind {@code circuit}, {@code build}, {@code miss}, {@code incomplete} or {@code finding}
     * @param text what is the matter
     * @param link where to look
     */
    public record Concern(String kind, String text, String detail, String link) {}

    /**
     * How one client is pointed here.
     *
     * @param id an id for the page, unique in it
     * @param snippet what to paste
     */
    public record ClientSetup(String id, String name, String hint, String snippet) {}
}
