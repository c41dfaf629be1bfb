package dev.tapedeck.web.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Secret;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.resilience.ResilienceEvent;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.storage.redaction.DefaultRedactor;
import dev.tapedeck.storage.redaction.KnownSecrets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResilienceSinkTest {
    private static final Logger LOG = Logger.getLogger(ResilienceSink.class.getName());

    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final VirtualTime time = new VirtualTime();
    private final ResilienceFeed feed = new ResilienceFeed();
    private final ResilienceSink sink = new ResilienceSink(
            new ResilienceFigures(new SimpleMeterRegistry()),
            feed,
            new PlainText(new DefaultRedactor(new byte[] {1}, new KnownSecrets(List.of(new Secret("correct-horse"))))),
            time);

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(handler);
    }

    @Test
    void aFaultOfWhoeverListensIsALineInTheLogAndNobodyElses() {
        feed.subscribe(event -> {
            throw new IllegalStateException("the page is gone");
        });

        sink.accept(new ResilienceEvent.RetryScheduled(
                time.now(),
                new ServiceName("provider.openai"),
                "POST /v1/chat/completions",
                1,
                Duration.ofSeconds(1),
                "http_503",
                "down"));

        assertThat(logged).anySatisfy(line -> {
            assertThat(line.getThrown()).hasMessage("the page is gone");
            assertThat(line.getMessage()).contains("retry.scheduled").contains("could not be shown");
        });
    }
}
