package dev.tapedeck.storage.prices;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Names;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** A file of prices on a disk. */
record PriceFile(Path path) {
    private static final long LARGEST = 1 << 20;

    /** By what a change is seen. {@code identity} is the file system's own name for the file, where it has one. */
    record Look(long size, FileTime modified, Object identity) {
        static final Look MISSING = new Look(-1, FileTime.fromMillis(0), "");
    }

    PriceFile {
        path = path.toAbsolutePath();
    }

    Look look() {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            Object identity = Optional.ofNullable(file.fileKey()).orElse("");
            return new Look(file.size(), file.lastModifiedTime(), identity);
        } catch (IOException gone) {
            return Look.MISSING;
        }
    }

    /** @throws FailedCall {@code Invalid}, if it is no file with prices */
    PriceTable read() {
        try {
            if (Files.size(path) > LARGEST) {
                throw invalid("It is larger than a mebibyte.");
            }
            return PriceReader.read(Files.readString(path));
        } catch (BrokenPrices broken) {
            throw invalid(String.valueOf(broken.getMessage()));
        } catch (CharacterCodingException noText) {
            throw invalid("It is not UTF-8.");
        } catch (IOException unreadable) {
            throw invalid(
                    "It can't be read (%s).".formatted(unreadable.getClass().getSimpleName()));
        }
    }

    private FailedCall invalid(String fault) {
        return FailedCall.rejected(new Failure.Invalid(
                "prices",
                "The file of prices %s is not used: %s Mend it, or unset tapedeck.prices."
                        .formatted(Names.shownPath(path.toString()), fault)));
    }
}
