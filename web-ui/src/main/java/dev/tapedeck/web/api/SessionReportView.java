package dev.tapedeck.web.api;

import dev.tapedeck.cassette.SessionReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a session went: the session as it was at its end, and what a test wants to know of it. */
record SessionReportView(
        String id,
        String cassette,
        String mode,
        String onExhausted,
        String speed,
        boolean fresh,
        boolean implicit,
        Instant openedAt,
        Map<String, String> baseUrls,
        CountersView counters,

        @Schema(description = "Whether every call was answered and every interaction played.")
        boolean clean,

        @Schema(description = "Calls that the tape had no answer for; the first 1,000.")
        List<MissView> misses,

        @Schema(description = "Interactions never handed out.")
        List<UnplayedView> unplayed,

        @Schema(description = "Numbers of the interactions whose call never ended.")
        List<Integer> incomplete,

        @Schema(description = "Secrets found in recorded answers.")
        List<WarningView> warnings) {

    static SessionReportView of(SessionReport report, Map<String, String> baseUrls, List<UnplayedView> unplayed) {
        SessionView session = SessionView.of(report.session(), baseUrls);
        return new SessionReportView(
                session.id(),
                session.cassette(),
                session.mode(),
                session.onExhausted(),
                session.speed(),
                session.fresh(),
                session.implicit(),
                session.openedAt(),
                session.baseUrls(),
                CountersView.of(report.counters()),
                report.clean(),
                report.misses().stream().map(MissView::of).toList(),
                unplayed,
                report.incomplete(),
                report.warnings().stream().map(WarningView::of).toList());
    }
}
