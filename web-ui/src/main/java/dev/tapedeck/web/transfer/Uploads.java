package dev.tapedeck.web.transfer;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.transfer.ImportFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes in what clients send, into temporary files and never whole into memory. Thread-safe. */
public final class Uploads {
    private final Path folder;
    private final long mostBytes;

    /**
     * @param folder for the temporary files, and for nothing else: what a crash left there is deleted
     * @param mostBytes how large an upload may be
     */
    public Uploads(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        try {
            if (Files.exists(folder)) {
                Upload.delete(folder);
            }
            Files.createDirectories(folder);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "The folder %s for uploads can't be made. Is tapedeck.data-directory a folder that can be written to?"
                            .formatted(folder),
                    unwritable);
        }
    }

    /**
     * Takes in a body: the files of a form if it is {@code multipart/form-data}, else one file.
     *
     * @param name of the file, where the body itself tells none
     * @throws FailedCall {@code TooLarge}, if it is over the limit; {@code Invalid}, if it breaks off or is malformed
     */
    public Upload receive(InputStream body, String contentType, String name) {
        Path own = makeFolder();
        boolean received = false;
        try (DigestInputStream digested = new DigestInputStream(new BoundedUpload(body, mostBytes), sha256())) {
            boolean form = contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
            Upload upload = form ? form(own, digested, contentType) : file(own, digested, name);
            received = true;
            return upload;
        } catch (IOException full) {
            throw new UncheckedIOException("An upload can't be kept in %s.".formatted(folder), full);
        } finally {
            if (!received) {
                Upload.delete(own);
            }
        }
    }

    private Path makeFolder() {
        try {
            return Files.createTempDirectory(folder, "upload-");
        } catch (IOException unwritable) {
            throw new UncheckedIOException("An upload can't be kept in %s.".formatted(folder), unwritable);
        }
    }

    private static Upload file(Path own, DigestInputStream body, String name) throws IOException {
        Path content = own.resolve("file");
        long length = Files.copy(body, content);
        if (length == 0) {
            throw FailedCall.rejected(
                    new Failure.Invalid(
                            "upload",
                            "The body is empty: send the file's bytes as the body of the request. If you did, the file is empty."));
        }
        return new Upload(own, List.of(new ImportFile(name, content)), Map.of(), fingerprint(body));
    }

    private static Upload form(Path own, DigestInputStream body, String contentType) throws IOException {
        FormReader form = new FormReader(own, contentType);
        form.read(body);
        if (form.files().isEmpty()) {
            throw FailedCall.rejected(new Failure.Invalid("upload", "There is no file in the form. Choose one."));
        }
        return new Upload(own, form.files(), form.fields(), fingerprint(body));
    }

    private static String fingerprint(DigestInputStream read) {
        return HexFormat.of().formatHex(read.getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK knows SHA-256", impossible);
        }
    }
}
