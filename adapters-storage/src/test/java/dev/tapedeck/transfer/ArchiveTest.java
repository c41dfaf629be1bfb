package dev.tapedeck.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.storage.file.FileCassetteStore;
import dev.tapedeck.transfer.ArchiveReport.FileReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final String VCR = """
            interactions:
            - request: {method: GET, uri: 'https://api.openai.com/v1/models', body: null, headers: {}}
              response: {body: {string: '{}'}, headers: {content-type: [application/json]}, status: {code: 200, message: OK}}
            version: 1
            """;

    private final Workshop workshop = new Workshop();

    @TempDir
    private Path folder = Path.of("");

    private void record(String name) {
        TakeId take = workshop.store
                .create(new CassetteName(name), KeyRecipe.DEFAULT, workshop.time.now())
                .take();
        int number = workshop.store.begin(take, Examples.ticket("hello, " + name));
        workshop.store.finish(take, number, Examples.ending(Examples.response("{}")));
    }

    private byte[] archived(Workshop from) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        from.archive(folder, 300).export().writeTo(out);
        return out.toByteArray();
    }

    /** A zip of alternating names and contents. */
    private static byte[] zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int at = 0; at < namesAndContents.length; at += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[at]));
                zip.write(namesAndContents[at + 1].getBytes(StandardCharsets.ISO_8859_1));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private ArchiveReport bring(byte[] zip) throws IOException {
        Path packed = Files.createDirectories(folder.resolve("packed"));
        return workshop.archive(folder, 20).bring(Workshop.file(packed, "all.zip", zip), ImportChoices.DEFAULT);
    }

    private static Failure failure(ArchiveReport report, int at) {
        return ((FileReport.Refused) report.files().get(at)).failure();
    }

    @Test
    void aWholeStoreGoesOutAndComesInAgain() throws IOException {
        for (int number = 0; number < 250; number++) {
            record("cassette-" + number);
        }
        byte[] archive = archived(workshop);
        Workshop elsewhere = new Workshop();

        ArchiveReport report =
                elsewhere.archive(folder, 300).bring(Workshop.file(folder, "all.zip", archive), ImportChoices.DEFAULT);

        assertThat(report.imported()).isEqualTo(250);
        assertThat(archived(elsewhere)).isEqualTo(archive);
    }

    @Test
    void whatCannotBeReadIsNamedAtTheEndOfTheArchiveAndPassedOverWhenItIsImported() throws IOException {
        Path cassettes = folder.resolve("cassettes");
        VirtualTime time = new VirtualTime();
        try (FileCassetteStore files = new FileCassetteStore(cassettes, 1 << 20, time, event -> {})) {
            files.create(new CassetteName("good"), KeyRecipe.DEFAULT, time.now());
            Files.writeString(cassettes.resolve("broken.json"), "{\"format\":");
            Files.writeString(cassettes.resolve("tomorrow.json"), "{\"format\":\"tapedeck-cassette\",\"version\":99}");
            ByteArrayOutputStream out = new ByteArrayOutputStream();

            Archive.Export export =
                    new Workshop(files, time).archive(folder, 300).export();
            int knownBefore = export.leftOut().size();
            export.writeTo(out);
            ArchiveReport report = bring(out.toByteArray());

            assertThat(knownBefore).isEqualTo(2);
            assertThat(entry(out.toByteArray(), "NOT-EXPORTED.txt"))
                    .contains("\nbroken: ", "corrupt", "\ntomorrow: ", "version");
            assertThat(report.files()).extracting(FileReport::file).containsExactly("good.json");
        }
    }

    private static String entry(byte[] zip, String name) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(entries.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("There is no entry '%s'.".formatted(name));
    }

    @Test
    void cassettesAreNamedAfterTheirFilesAndTheFoldersAboveWhereNamesClash() throws IOException {
        ArchiveReport report =
                bring(zip("a/Test chat.yaml", VCR, "b/Test chat.yml", VCR, "b/ünder_-.har.gz", VCR, "c/", ""));

        assertThat(report.imported()).isEqualTo(3);
        assertThat(workshop.store.list(Optional.empty(), 10).stream()
                        .map(cassette -> cassette.name().value()))
                .containsExactly("a-Test-chat", "b-Test-chat", "under_-");
    }

    @Test
    void aFileThatCannotBeImportedDoesNotKeepTheOthersOut() throws IOException {
        ArchiveReport report = bring(zip("README.md", "Hello.", "chat.yaml", VCR, "empty.json", ""));

        assertThat(report.imported()).isEqualTo(1);
        assertThat(report.files()).extracting(FileReport::file).containsExactly("README.md", "chat.yaml", "empty.json");
        assertThat(failure(report, 0).message()).contains("no recording of a known format");
        assertThat(failure(report, 2).message()).contains("empty");
        assertThat(workshop.store.list(Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void aNameThatLeadsOutOfTheArchiveIsRefused() throws IOException {
        ArchiveReport report = bring(
                zip("../out.yaml", VCR, "/etc/x.yaml", VCR, "a/../../b.yaml", VCR, "C:\\x.yaml", VCR, "ok..yaml", VCR));

        assertThat(report.files().stream().filter(FileReport.Refused.class::isInstance))
                .hasSize(4)
                .allSatisfy(
                        file -> assertThat(((FileReport.Refused) file).failure().message())
                                .contains("leads out"));
        assertThat(report.imported()).isEqualTo(1);
    }

    @Test
    void anArchiveWithinAnArchiveIsRefused() throws IOException {
        String inner = new String(zip("x.yaml", VCR), StandardCharsets.ISO_8859_1);

        ArchiveReport report = bring(zip("inner.json", inner, "chat.yaml", VCR));

        assertThat(failure(report, 0).message()).contains("archive within an archive");
        assertThat(report.imported()).isEqualTo(1);
    }

    @Test
    void whatGrowsTooMuchWhenUnpackedEndsTheReading() throws IOException {
        byte[] bomb = zip("chat.yaml", VCR, "bomb.json", " ".repeat(35 << 20), "never.yaml", VCR);

        ArchiveReport report = bring(bomb);

        assertThat(report.files()).hasSize(2);
        assertThat(failure(report, 1).message()).contains("200-fold");
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void anArchiveOfTooManyEntriesIsReadToTheLimit() throws IOException {
        String[] all = Stream.iterate(0, number -> number < 30, number -> number + 1)
                .flatMap(number -> Stream.of("chat-" + number + ".yaml", VCR))
                .toArray(String[]::new);

        ArchiveReport report = bring(zip(all));

        assertThat(report.imported()).isEqualTo(20);
        assertThat(failure(report, 20).message()).contains("over 20 entries");
    }

    @Test
    void anEncryptedEntryEndsTheReading() throws IOException {
        byte[] zip = zip("chat.yaml", VCR, "locked.yaml", VCR);
        markEncrypted(zip, "locked.yaml");

        ArchiveReport report = bring(zip);

        assertThat(report.imported()).isEqualTo(1);
        assertThat(failure(report, 1).message()).contains("encrypted");
        assertThat(report.files().getLast().file()).isEqualTo("locked.yaml");
    }

    /** Sets the bit that says so in the local header of that entry. */
    private static void markEncrypted(byte[] zip, String name) {
        int at = new String(zip, StandardCharsets.ISO_8859_1).indexOf(name) - 30;
        zip[at + 6] |= 1;
    }

    @Test
    void aBrokenArchiveIsReadAsFarAsItGoes() throws IOException {
        byte[] zip = zip("chat.yaml", VCR, "second.yaml", VCR);
        byte[] broken = zip.clone();
        int second = new String(zip, StandardCharsets.ISO_8859_1).indexOf("second.yaml");
        for (int at = second + 15; at < second + 60; at++) {
            broken[at] = (byte) 0xff;
        }

        ArchiveReport report = bring(broken);

        assertThat(report.imported()).isEqualTo(1);
        assertThat(failure(report, 1).message()).contains("broken");
    }

    @Test
    void anArchiveThatIsCutOffIsReadAsFarAsItGoes() throws IOException {
        byte[] zip = zip("chat.yaml", VCR, "second.yaml", VCR);
        int second = new String(zip, StandardCharsets.ISO_8859_1).indexOf("second.yaml");

        ArchiveReport report = bring(Arrays.copyOf(zip, second + 40));

        assertThat(report.imported()).isEqualTo(1);
        assertThat(failure(report, 1).message()).contains("broken");
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        assertThatThrownBy(() -> bring("no zip".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(FailedCall.class)
                .hasMessageContaining("is no zip archive");
        assertThatThrownBy(() -> bring(VCR.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(FailedCall.class)
                .hasMessageContaining("in the format 'vcr'")
                .hasMessageContaining("/api/v1/cassettes/{name}/import");
    }

    @Test
    void noTemporaryFileIsLeft() throws IOException {
        bring(zip("README.md", "Hello.", "chat.yaml", VCR));

        assertThat(leftBehind()).isEmpty();
    }

    private Stream<Path> leftBehind() throws IOException {
        return Files.list(folder).filter(path -> path.getFileName().toString().startsWith("entry-"));
    }
}
