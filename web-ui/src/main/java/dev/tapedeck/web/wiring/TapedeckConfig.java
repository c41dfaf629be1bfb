package dev.tapedeck.web.wiring;

import dev.tapedeck.exchange.Secret;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Every setting of Tapedeck. The rest of the house gets records. */
@ConfigMapping(prefix = "tapedeck")
interface TapedeckConfig {
    /** The folder that holds everything that Tapedeck writes; relative to the working folder. */
    @WithDefault("tapedeck-data")
    Path dataDirectory();

    /** Providers by their id, beside the simulator, which is always there. */
    Map<String, Provider> providers();

    Gateway gateway();

    Cassette cassette();

    Storage storage();

    Session session();

    @WithName("import")
    Import imports();

    Simulator simulator();

    Redaction redaction();

    Resilience resilience();

    Builds builds();

    Runs runs();

    Playbooks playbooks();

    /** A file with prices of models, over those that are shipped. */
    Optional<Path> prices();

    /** One provider. */
    interface Provider {
        /** Where its calls go: http or https, with an optional path that stands before every call's. */
        URI baseUrl();

        /** Its wire format: {@code openai}, {@code anthropic}, {@code gemini} or {@code generic}. */
        @WithDefault("generic")
        String dialect();

        /** If set, sent upstream in place of the client's own key. */
        Optional<Secret> apiKey();

        /** For a connection, TLS included. */
        @WithDefault("10s")
        Duration connectTimeout();

        /** From the request sent to the answer's headers. */
        @WithDefault("300s")
        Duration responseTimeout();

        /** Between two chunks of an answer. */
        @WithDefault("120s")
        Duration idleTimeout();

        /** What it can do beside plain calls, such as {@code batch}. */
        Optional<Set<String>> capabilities();

        /** Whether it has the batch API of its dialect; if that isn't said, only the dialect's well-known host has. */
        Optional<Boolean> batch();

        /** How many tokens of input one of its batches may hold, at least 1; then the next one waits for its end. */
        Optional<Long> batchTokens();
    }

    /** The door. */
    interface Gateway {
        /** The largest request body taken; a larger one is refused with 413. */
        @WithDefault("32M")
        MemorySize maxBody();
    }

    /** Recording and replaying. */
    interface Cassette {
        /**
         * Where cassettes are kept: {@code database}, {@code file} (documents in a folder, to be committed), or {@code
         * memory} to forget them at the end.
         */
        @WithDefault("database")
        String store();

        /** The folder of the documents, with store {@code file}; relative to the working folder. */
        @WithDefault("${tapedeck.data-directory}/cassettes")
        Path directory();

        /** The mode of calls that name none: {@code off}, {@code record}, {@code replay}, {@code auto}, {@code fallback}. */
        @WithDefault("off")
        String mode();

        /** The cassette of calls that name none. */
        @WithDefault("default")
        String name();

        /** What implicit sessions do when all that matches was played: {@code fail}, {@code repeat-last}, {@code rewind}. */
        @WithDefault("fail")
        String onExhausted();

        /** How fast implicit sessions play: {@code instant}, {@code realtime}, or a factor such as 4.0. */
        @WithDefault("instant")
        String speed();

        /** What becomes of a recording whose client leaves: {@code drain} or {@code discard}. */
        @WithDefault("drain")
        String onDisconnect();

        /**
         * When a client that is recorded gets its answer's last byte: {@code durable}, when the interaction survives a
         * crash, or {@code immediate}.
         */
        @WithDefault("durable")
        String acknowledge();

        /**
         * What becomes of calls to be recorded while the store doesn't answer: {@code refuse} (503, the provider isn't
         * called) or {@code pass} (live, unrecorded).
         */
        @WithDefault("refuse")
        String onStoreFailure();

        /** How much memory may hold interactions that are kept at hand for replay. */
        @WithDefault("64M")
        MemorySize cache();

        Retention retention();

        /** What is kept; without any of these, everything. */
        interface Retention {
            /** The cassettes changed last: so many. */
            OptionalInt keepLast();

            /** Cassettes whose last change is no longer ago. */
            Optional<Duration> maxAge();

            /** As many of the cassettes changed last as hold no more than this together. */
            Optional<MemorySize> maxSize();
        }
    }

    /** The database. */
    interface Storage {
        /** Which one: {@code h2}, embedded, or {@code postgresql}, a server, which several nodes may share. */
        @WithDefault("h2")
        String database();

        /** Its JDBC URL, without user and password; for H2 a file in the data folder if none is given. */
        Optional<String> url();

        Optional<String> username();

        Optional<Secret> password();

        /** With H2: {@code commit} forces every commit to the disk, {@code none} leaves that to the operating system. */
        @WithDefault("none")
        String fsync();
    }

    /** Sessions. */
    interface Session {
        /** After how long without a call an implicit session ends. */
        @WithDefault("1h")
        Duration idleTimeout();
    }

    /** Files that are brought in. */
    interface Import {
        /** The largest file or archive taken; a larger one is refused with 413. */
        @WithDefault("256M")
        MemorySize maxSize();
    }

    /** How the simulator behaves towards calls that ask for nothing themselves. */
    interface Simulator {
        /** How long a batch takes from its creation to its end. */
        @WithDefault("3s")
        Duration batchTime();

        /** Items as in the {@code Tapedeck-Simulate} header, such as {@code latency=200ms;status=429}. */
        Optional<String> faults();
    }

    /** What is kept out of tapes and pages. */
    interface Redaction {
        /** Whether recorded answers are redacted too; a replay is not byte-identical then. */
        @WithDefault("false")
        boolean outcomes();
    }

    /** Pipelines and builds. */
    interface Builds {
        /** Whether this node works on builds; if not, it still shows and starts them. */
        @WithDefault("true")
        boolean enabled();

        /** The folder of the pipelines, each in a folder of its own; relative to the working folder. */
        @WithDefault("${tapedeck.data-directory}/pipelines")
        Path directory();

        /** How many requests of one build are under way at once: 1 to 1000; batches not counted. */
        @WithDefault("8")
        int concurrency();

        /** How often a request is sent in batches if what came of it may be better the next time: 1 to 10. */
        @WithDefault("3")
        int maxAttempts();

        /** How long a node that has gone quiet keeps the builds it works on: 5 s to 10 min. */
        @WithDefault("30s")
        Duration lease();

        /** How often a batch is looked at: 100 ms to 1 h; without it, after 10 s at first, then ever more rarely. */
        Optional<Duration> poll();
    }

    /** What agents, tests and playbooks did. */
    interface Runs {
        /** After how long without a sign of life a run counts as dead, and has failed: 10 s to 7 days. */
        @WithDefault("15m")
        Duration inactiveAfter();

        /** Hosts at which runs may be watched ({@code traceUrl}, {@code streamUrl}): {@code host} or {@code host:port} by https, or {@code http://host:port}. */
        Optional<Set<String>> hosts();

        /** How many entries may wait to be written before some are dropped: 100 to 1,000,000. */
        @WithDefault("10000")
        int waiting();
    }

    /** Declared procedures. */
    interface Playbooks {
        /** The folder of the playbooks, each in a folder of its own; relative to the working folder. */
        @WithDefault("${tapedeck.data-directory}/playbooks")
        Path directory();

        /** Hosts that playbooks may call: {@code host} or {@code host:port} by https, or {@code http://host:port}. */
        Optional<Set<String>> hosts();
    }

    /** What is done when a service fails. The settings of a policy right here are short for those under {@code defaults}. */
    interface Resilience extends PolicyConfig {
        /** What judges failures: {@code backoff}, by each service's policy, or {@code none}, so that no call is made again. */
        @WithDefault("backoff")
        String retryPolicy();

        /** For services that have nothing of their own; wins over what is set without it. */
        PolicyConfig defaults();

        /** Services by their name, such as {@code provider.openai}. */
        Map<String, PolicyConfig> services();

        /** Policies by the name of the service, as one JSON object. */
        ConfigValue overrides();
    }
}
