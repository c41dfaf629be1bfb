package dev.tapedeck.web.dashboard;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** An application that forgets everything at its end and finds a port for itself. */
public final class MemoryOnly implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "tapedeck.cassette.store", "memory",
                "tapedeck.data-directory", "target/dashboard-test",
                "quarkus.http.test-port", "0");
    }
}
