package dev.tapedeck.web.api;

import dev.tapedeck.web.gateway.Traffic;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What went through the door. */
record StatsView(
        @Schema(description = "Since the start of the process.")
        CallCountsView totals,

        @Schema(description = "The minutes of the last hour in which there were calls.")
        List<MinuteView> minutes) {

    /** The calls of one minute. */
    record MinuteView(Instant start, CallCountsView calls) {}

    static StatsView of(Traffic traffic) {
        return new StatsView(
                CallCountsView.of(traffic.totals()),
                traffic.lastHour().stream()
                        .map(minute -> new MinuteView(minute.start(), CallCountsView.of(minute.calls())))
                        .toList());
    }
}
