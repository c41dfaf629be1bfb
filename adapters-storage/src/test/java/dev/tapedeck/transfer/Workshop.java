package dev.tapedeck.transfer;

import dev.tapedeck.cassette.Acknowledge;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.OnDisconnect;
import dev.tapedeck.cassette.OnStoreFailure;
import dev.tapedeck.cassette.Scrubber;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ScriptedProvider;
import dev.tapedeck.exchange.Secret;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.redaction.Redactor;
import dev.tapedeck.storage.formats.DefaultCassetteFormats;
import dev.tapedeck.storage.memory.MemoryCassetteStore;
import dev.tapedeck.storage.memory.MemorySessionLedger;
import dev.tapedeck.storage.redaction.DefaultRedactor;
import dev.tapedeck.storage.redaction.KnownSecrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything that brings recordings in and out, over a store in memory. */
final class Workshop {
    static final CassetteName NAME = new CassetteName("brought");
    static final String SECRET = "correct-horse-battery-staple";
    static final Headers JSON = Headers.of("content-type", "application/json");

    private static final long MEBI = 1 << 20;

    final CassetteStore store;
    final VirtualTime time;
    final ProviderDirectory providers = new ProviderDirectory(
            List.of(
                    entry("openai", Dialect.OPENAI, "https://api.openai.com"),
                    entry("router", Dialect.OPENAI, "https://router.example/api"),
                    entry("router-v2", Dialect.ANTHROPIC, "https://router.example/api/v2/"),
                    new ProviderDirectory.Entry(
                            new ProviderName("simulator"), Dialect.OPENAI, Optional.empty(), false, Set.of())),
            entry -> new ScriptedProvider());
    final Addressees addressees = new Addressees(providers, (entry, path, headers) -> entry.dialect());
    final Redactor redactor = new DefaultRedactor(
            "any key".getBytes(StandardCharsets.UTF_8), new KnownSecrets(List.of(new Secret(SECRET))));
    final Scrubber scrubber = new Scrubber(redactor, false);
    final Sessions sessions;
    final Exports exports;

    Workshop() {
        this(new MemoryCassetteStore(), new VirtualTime());
    }

    Workshop(CassetteStore store, VirtualTime time) {
        this.store = store;
        this.time = time;
        sessions = sessions(store);
        exports = new Exports(new DefaultCassetteFormats(), store, addressees, scrubber, false);
    }

    private static ProviderDirectory.Entry entry(String name, Dialect dialect, String baseUrl) {
        return new ProviderDirectory.Entry(
                new ProviderName(name), dialect, Optional.of(URI.create(baseUrl)), false, Set.of());
    }

    private Sessions sessions(CassetteStore over) {
        return new Sessions(
                over,
                new MemorySessionLedger(time),
                redactor,
                time,
                new ScriptedProvider(),
                new Sessions.Settings(
                        OnDisconnect.DRAIN, Acknowledge.DURABLE, OnStoreFailure.REFUSE, false, Duration.ofHours(1)));
    }

    Imports imports(CassetteFormats formats) {
        return new Imports(formats, store, sessions, addressees, scrubber, time);
    }

    /** Imports into another store than the one in memory. */
    Imports imports(CassetteStore into, CassetteFormats formats) {
        return new Imports(formats, into, sessions(into), addressees, scrubber, time);
    }

    Imports imports() {
        return imports(new DefaultCassetteFormats());
    }

    Archive archive(Path folder, int entries) {
        return new Archive(store, exports, imports(), new Archive.Limits(folder, 40 * MEBI, 60 * MEBI, entries));
    }

    /** Brings in what the script says, from a file that nobody looks at. */
    ImportReport bring(ScriptedFormats formats, ImportChoices choices) {
        return imports(formats).bring(new ImportFile("folder/file.yaml", Path.of("nowhere")), NAME, choices);
    }

    ImportReport bring(ScriptedFormats formats) {
        return bring(formats, ImportChoices.DEFAULT);
    }

    List<Interaction> interactions(CassetteName name) {
        return store.interactions(store.find(name).orElseThrow().take(), 0, 10_000);
    }

    List<Interaction> interactions() {
        return interactions(NAME);
    }

    byte[] exported(CassetteName name, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            exports.export(name, format).writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static ImportFile file(Path folder, String name, byte[] content) {
        try {
            return new ImportFile(name, Files.write(Files.createTempFile(folder, "file", ""), content));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** A call that another tool recorded, number by number. */
    static RecordedExchange exchange(String url, String question, String answer) {
        return new RecordedExchange(
                "interaction " + question,
                "POST",
                url,
                JSON,
                Bytes.utf8("{\"model\":\"m\",\"input\":\"%s\"}".formatted(question)),
                200,
                JSON,
                Bytes.utf8(answer),
                Optional.empty(),
                0);
    }

    static RecordedExchange exchange(String question, String answer) {
        return exchange("https://api.openai.com/v1/responses", question, answer);
    }

    static RecordedExchange get(String url) {
        return answered(url, Headers.NONE, "{}");
    }

    static RecordedExchange answered(String url, Headers headers, String body) {
        return new RecordedExchange(
                "interaction 1",
                "GET",
                url,
                Headers.NONE,
                Bytes.EMPTY,
                200,
                headers,
                Bytes.utf8(body),
                Optional.empty(),
                0);
    }
}
