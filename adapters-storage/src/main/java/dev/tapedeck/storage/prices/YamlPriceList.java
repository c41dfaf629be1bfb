package dev.tapedeck.storage.prices;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tapedeck.build.PriceList;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The prices that are shipped, and over them those of a file, if there is one. A model is found by its exact name, or
 * without the day behind it where its price is said to be that of its snapshots too. The file is looked at each time: when
 * it has changed it is read again. If it is broken then, what was read before stays, and the fault is reported once.
 * Thread-safe.
 */
public final class YamlPriceList implements PriceList {
    private static final String SHIPPED = "prices.yaml";

    private final PriceTable shipped = shipped();
    private final Optional<PriceFile> file;
    private final Consumer<Failure> faults;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known known;

    /** @param seen how the file looked when it was read last, whether it was good then or not */
    private record Known(PriceTable prices, PriceFile.Look seen) {}

    /** The shipped prices alone. */
    public YamlPriceList() {
        file = Optional.empty();
        faults = unused -> {};
        known = new Known(shipped, PriceFile.Look.MISSING);
    }

    /**
     * The shipped prices, and over them those of a file.
     *
     * @param faults is told when the file has become something that can't be read
     * @throws FailedCall {@code Invalid}, if it can't be read now; the message names the line
     */
    public YamlPriceList(Path path, Consumer<Failure> faults) {
        PriceFile prices = new PriceFile(path);
        this.file = Optional.of(prices);
        this.faults = faults;
        PriceFile.Look seen = prices.look();
        known = new Known(read(prices), seen);
    }

    @Override
    public Optional<Price> find(Dialect dialect, String model) {
        file.ifPresent(this::refresh);
        return known.prices().find(dialect, model);
    }

    private void refresh(PriceFile prices) {
        // whoever comes while it is read goes on with what there was
        if (!prices.look().equals(known.seen()) && reading.tryLock()) {
            try {
                PriceFile.Look seen = prices.look();
                if (!seen.equals(known.seen())) {
                    known = new Known(readAgain(prices), seen);
                }
            } finally {
                reading.unlock();
            }
        }
    }

    private PriceTable readAgain(PriceFile prices) {
        try {
            return read(prices);
        } catch (FailedCall broken) {
            faults.accept(broken.failure());
            return known.prices();
        }
    }

    private PriceTable read(PriceFile prices) {
        return shipped.under(prices.read());
    }

    private static PriceTable shipped() {
        try (InputStream in = YamlPriceList.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException(SHIPPED + " is shipped with Tapedeck.");
            }
            return PriceReader.read(new String(in.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (BrokenPrices broken) {
            throw new IllegalStateException(SHIPPED + ", as it is shipped: " + broken.getMessage(), broken);
        }
    }
}
