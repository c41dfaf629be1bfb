package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.PipelineName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The pipeline that is shipped to try builds with; it needs no network and no key. */
final class DemoPipeline {
    static final PipelineName NAME = new PipelineName("team-report");
    private static final String FILE = "/assets/team-report.yaml";

    private DemoPipeline() {}

    static Bytes text() {
        try (InputStream content =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/resources" + FILE)) {
            if (content == null) {
                throw new FileNotFoundException(FILE);
            }
            return Bytes.wrap(content.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What puts it, plans a build of it, starts one, and follows it; @param address of this application */
    static String commands(String address) {
        return """
                curl -s %1$s%2$s | curl -s -X PUT %1$s/api/v1/pipelines/%3$s --data-binary @-
                curl -s %1$s/api/v1/builds/plan -H 'content-type: application/json' -d '{"pipeline":"%3$s"}'
                curl -s %1$s/api/v1/builds -H 'content-type: application/json' -d '{"pipeline":"%3$s"}'
                curl -s %1$s/api/v1/builds/latest""".formatted(address, FILE, NAME);
    }
}
