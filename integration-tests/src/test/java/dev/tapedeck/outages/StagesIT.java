package dev.tapedeck.outages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.outages.Outages.Outage;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.ScriptedReply;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In whatever way a call goes live, it passes all the stages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StagesIT {
    private static final ScriptedReply GOOD = ScriptedReply.json("{\"choices\":[]}");

    private final Outages outages = new Outages();

    @AfterAll
    void end() {
        outages.close();
    }

    /** How a call gets to its provider. */
    private enum Way {
        OFF,
        RECORD,
        AUTO,
        FALLBACK,
        SESSION;

        /** What a client sends to go that way. */
        String[] headers(Outages outages, String cassette) {
            return switch (this) {
                case OFF -> new String[] {"Tapedeck-Mode", "off"};
                case RECORD -> implicit(cassette, "record");
                case AUTO -> implicit(cassette, "auto");
                case FALLBACK -> implicit(cassette, "fallback");
                case SESSION ->
                    new String[] {
                        "Tapedeck-Session",
                        outages.caller.open(cassette, "record").id()
                    };
            };
        }

        private static String[] implicit(String cassette, String mode) {
            return new String[] {"Tapedeck-Cassette", cassette, "Tapedeck-Mode", mode};
        }
    }

    private String[] headers(Way way, Outage outage) {
        return way.headers(outages, "stages-" + outage.id());
    }

    private static String[] readOnly(String[] headers) {
        return Stream.concat(Stream.of(headers), Stream.of("Tapedeck-Read-Only", "true"))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource
    void anEffectInADryRunReachesNobody(Way way) {
        Outage fine = outages.provider(GOOD);

        Answered refused = fine.post("/batches", "{\"input_file_id\":\"file-1\"}", readOnly(headers(way, fine)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("READ_ONLY_VIOLATION");
        assertThat(fine.received()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anOpenCircuitLetsNothingThrough(Way way) {
        Outage fine = outages.provider(GOOD);
        String[] headers = headers(way, fine);
        outages.caller.post("/api/v1/circuits/provider." + fine.id() + "/open", "{\"reason\":\"test\"}");

        Answered refused = fine.call(headers);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text()).contains("tapedeck_circuit_open");
        assertThat(fine.received()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatTheStagesLetPassReachesTheProvider(Way way) {
        Outage fine = outages.provider(GOOD);

        Answered answered = fine.call(headers(way, fine));

        assertThat(answered.status()).isEqualTo(200);
        assertThat(fine.received()).hasSize(1);
    }
}
