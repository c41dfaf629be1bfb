package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.transfer.Archive;
import dev.tapedeck.transfer.ArchiveReport.FileReport;
import dev.tapedeck.transfer.Existing;
import dev.tapedeck.transfer.ImportChoices;
import dev.tapedeck.transfer.ImportFile;
import dev.tapedeck.transfer.Imports;
import dev.tapedeck.transfer.NamesFromFiles;
import dev.tapedeck.web.dashboard.Frames.Place;
import dev.tapedeck.web.dashboard.ImportedView.FileRow;
import dev.tapedeck.web.transfer.Upload;
import dev.tapedeck.web.transfer.Uploads;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes the files of the import form from browsers without scripts; those with scripts use REST. */
@Path("/import")
@RunOnVirtualThread
public final class ImportPage {
    private final Frames frames;
    private final Imports imports;
    private final Archive archive;
    private final Uploads uploads;

    ImportPage(Frames frames, Imports imports, Archive archive, Uploads uploads) {
        this.frames = frames;
        this.imports = imports;
        this.archive = archive;
        this.uploads = uploads;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(PageWriter.HTML)
    public TemplateInstance bring(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @DefaultValue("") String contentType, InputStream body)
            throws IOException {
        List<FileRow> rows = new ArrayList<>();
        try (Upload upload = uploads.receive(body, contentType, "upload")) {
            ImportChoices choices = new ImportChoices(existing(upload), Optional.empty());
            NamesFromFiles names = new NamesFromFiles(
                    upload.files().stream().map(ImportFile::name).toList());
            for (ImportFile file : upload.files()) {
                rows(file, names, choices).forEach(rows::add);
            }
        } catch (FailedCall failed) {
            rows.add(FileRow.of("upload", failed.failure()));
        }
        return Pages.imported(frames.at(Place.RECORDINGS, "Imported"), new ImportedView(rows));
    }

    private static Existing existing(Upload upload) {
        String chosen = upload.fields().getOrDefault("existing", "");
        return Arrays.stream(Existing.values())
                .filter(each -> each.id().equals(chosen))
                .findFirst()
                .orElse(Existing.REFUSE);
    }

    private Stream<FileRow> rows(ImportFile file, NamesFromFiles names, ImportChoices choices) throws IOException {
        try {
            if (Upload.isZip(file)) {
                return archive.bring(file, choices).files().stream().map(entry -> row(file, entry));
            }
            return Stream.of(FileRow.of(file.name(), imports.bring(file, names.next(file.name()), choices)));
        } catch (FailedCall failed) {
            return Stream.of(FileRow.of(file.name(), failed.failure()));
        }
    }

    private static FileRow row(ImportFile zip, FileReport entry) {
        String place = zip.name() + ": " + entry.file();
        return switch (entry) {
            case FileReport.Imported imported -> FileRow.of(place, imported.report());
            case FileReport.Refused refused -> FileRow.of(place, refused.failure());
        };
    }
}
