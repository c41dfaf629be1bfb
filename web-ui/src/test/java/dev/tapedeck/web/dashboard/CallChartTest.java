package dev.tapedeck.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tapedeck.exchange.Provenance.Source;
import dev.tapedeck.web.gateway.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallChartTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:30:20Z");

    private static Traffic.Minute minute(String at, Map<Source, Long> calls) {
        return new Traffic.Minute(Instant.parse("2026-11-21T" + at + ":00Z"), calls);
    }

    @Test
    void aMinuteIsABarOfItsKindsStackedFromTheFloor() {
        CallChart chart = CallChart.of(List.of(minute("12:30", Map.of(Source.REPLAYED, 3L, Source.MISS, 1L))), NOW);

        assertThat(chart.top()).isEqualTo(4);
        assertThat(chart.bars())
                .extracting(CallChart.Bar::kind, CallChart.Bar::y, CallChart.Bar::height)
                .containsExactly(tuple("hit", 30.0, 90.0), tuple("miss", 0.0, 30.0));
        assertThat(chart.bars().getFirst().label()).isEqualTo("12:30 UTC: 3 from tape, 1 missed or refused");
    }

    @Test
    void theNewestMinuteIsAtTheRightEdgeAndOnesOverAnHourAgoAreLeftOut() {
        CallChart chart = CallChart.of(
                List.of(minute("11:30", Map.of(Source.LIVE, 1L)), minute("12:30", Map.of(Source.LIVE, 1L))), NOW);

        assertThat(chart.bars()).extracting(CallChart.Bar::x).containsExactly(591);
        assertThat(chart.from()).isEqualTo("11:31");
        assertThat(chart.to()).isEqualTo("12:30");
    }

    @Test
    void theScaleIsTheNextEvenOne() {
        assertThat(CallChart.of(List.of(minute("12:30", Map.of(Source.LIVE, 5L))), NOW)
                        .top())
                .isEqualTo(10);
        assertThat(CallChart.of(List.of(minute("12:30", Map.of(Source.LIVE, 2_001L))), NOW)
                        .top())
                .isEqualTo(4_000);
    }
}
