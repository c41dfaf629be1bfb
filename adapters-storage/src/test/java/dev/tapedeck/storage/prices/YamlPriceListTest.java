package dev.tapedeck.storage.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.build.PriceList;
import dev.tapedeck.build.PriceList.LongPrompts;
import dev.tapedeck.build.PriceList.Price;
import dev.tapedeck.build.PriceListContract;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlPriceListTest extends PriceListContract {
    private static final String OWN = """
            openai:
              asOf: 2026-12-01
              batchShare: 0.25
              models:
                gpt-4o-mini: { input: 0.3, output: 1.2 }
                my-model: { input: 0, output: 7, batchShare: 1, asOf: 2027-01-01, snapshots: true }
            """;

    private final List<Failure> faults = new ArrayList<>();

    @TempDir
    private Path folder;

    @Override
    protected PriceList prices() {
        return new YamlPriceList();
    }

    @Override
    protected Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    protected String known() {
        return "gpt-4o-mini";
    }

    private Path file() {
        return folder.resolve("prices.yaml");
    }

    private void write(String yaml) throws IOException {
        Files.writeString(file(), yaml);
    }

    private PriceList opened(String yaml) throws IOException {
        write(yaml);
        return new YamlPriceList(file(), faults::add);
    }

    private static BigDecimal input(PriceList prices, String model) {
        return prices.find(Dialect.OPENAI, model).orElseThrow().input();
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI,gpt-4o-mini,0.15,0.6",
        "OPENAI,gpt-4o-mini-2024-07-18,0.15,0.6",
        "OPENAI,gpt-4o-2024-05-13,5,15",
        "OPENAI,gpt-4o-2024-08-06,2.5,10",
        "OPENAI,text-embedding-3-small,0.02,0",
        "ANTHROPIC,claude-haiku-4-5,1,5",
        "ANTHROPIC,claude-haiku-4-5-20251001,1,5",
        "GEMINI,gemini-2.5-flash,0.3,2.5"
    })
    void wellKnownModelsAreShippedWithTheirPrices(Dialect dialect, String model, BigDecimal input, BigDecimal output) {
        Price price = prices().find(dialect, model).orElseThrow();

        assertThat(price.input()).isEqualByComparingTo(input);
        assertThat(price.output()).isEqualByComparingTo(output);
        assertThat(price.batchShare()).isEqualByComparingTo("0.5");
        assertThat(price.asOf()).isAfter(LocalDate.of(2026, 10, 1));
    }

    @Test
    void longPromptsHaveTheirOwnPrice() {
        Price price = prices().find(Dialect.ANTHROPIC, "claude-haiku-5-5").orElseThrow();

        assertThat(price.longPrompts())
                .contains(new LongPrompts(100_000, new BigDecimal("0.5"), new BigDecimal("2.5")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4o-mini-2024",
                "gpt-4o-mini-2024-07-18-ft",
                "gpt-4o-mini-audio-preview-2024-12-17",
                "ft:gpt-4o-mini-2024-07-18:us::abc",
                "text-embedding-3-small-2024-01-01",
                "GPT-4o-mini"
            })
    void whatOnlyLooksLikeAKnownModelHasNoPrice(String model) {
        assertThat(prices().find(Dialect.OPENAI, model)).isEmpty();
    }

    @Test
    void aFileOverridesAndAddsButLeavesTheRest() throws IOException {
        PriceList prices = opened(OWN);

        assertThat(prices.find(Dialect.OPENAI, "gpt-4o-mini"))
                .contains(new Price(
                        new BigDecimal("0.3"),
                        new BigDecimal("1.2"),
                        new BigDecimal("0.25"),
                        LocalDate.of(2026, 12, 1)));
        assertThat(prices.find(Dialect.OPENAI, "my-model-20270101"))
                .contains(new Price(BigDecimal.ZERO, new BigDecimal("7"), BigDecimal.ONE, LocalDate.of(2027, 1, 1)));
        assertThat(prices.find(Dialect.OPENAI, "gpt-4o-mini-2024-07-18")).isEmpty();
        assertThat(input(prices, "gpt-4o")).isEqualByComparingTo("2.5");
    }

    @Test
    void anEmptyFileChangesNothing() throws IOException {
        PriceList prices = opened("# nothing yet\n");

        assertThat(input(prices, "gpt-4o-mini")).isEqualByComparingTo("0.15");
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        PriceList prices = opened(OWN);
        BigDecimal before = input(prices, "gpt-4o-mini");

        write(OWN.replace("0.3", "0.375"));

        assertThat(before).isEqualByComparingTo("0.3");
        assertThat(input(prices, "gpt-4o-mini")).isEqualByComparingTo("0.375");
        assertThat(faults).isEmpty();
    }

    @Test
    void aFileThatBreaksLaterIsReportedOnceAndTheLastGoodOneStays() throws IOException {
        PriceList prices = opened(OWN);

        write(OWN.replace("input: 0.3", "inpu: 0.3"));

        assertThat(input(prices, "gpt-4o-mini")).isEqualByComparingTo("0.3");
        assertThat(input(prices, "gpt-4o-mini")).isEqualByComparingTo("0.3");
        assertThat(faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("Line 5", "Did you mean 'input'?"));
    }

    @Test
    void aFileThatIsMendedIsReadAgain() throws IOException {
        PriceList prices = opened(OWN);
        write("broken");
        prices.find(Dialect.OPENAI, "gpt-4o-mini");

        write(OWN.replace("0.3", "0.4"));

        assertThat(input(prices, "gpt-4o-mini")).isEqualByComparingTo("0.4");
    }

    @Test
    void aFileThatGoesAwayIsReportedAndItsPricesStay() throws IOException {
        PriceList prices = opened(OWN);

        Files.delete(file());

        assertThat(input(prices, "gpt-4o-mini")).isEqualByComparingTo("0.3");
        assertThat(faults).hasSize(1);
    }

    @Test
    void aFileThatIsNotThereAtTheStartIsAFault() {
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> new YamlPriceList(file(), faults::add))
                .withMessageContaining(file().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "openia: {}|Did you mean 'openai'?",
                "- openai|Line 1: names and values",
                "openai: { asOf: 2026-12-01 }|'models' is missing",
                "openai: { asOf: 2026-12-01, batchShare: 0.5, models: { m: 3 } }|names and values",
                "openai: { asOf: 2026-12-01, batchShare: 0.5, models: { m: { input: 1 } } }|'output' is missing",
                "openai: { asOf: 2026-12-01, batchShare: 0.5, models: { m: { input: -1, output: 1 } } }|'input' must be a number",
                "openai: { asOf: 2026-12-01, batchShare: 0.5, models: { m: { input: .inf, output: 1 } } }|'input' must be a number",
                "openai: { asOf: 2026-12-01, batchShare: 0, models: { m: { input: 1, output: 1 } } }|'batchShare' must be more than 0",
                "openai: { asOf: 2026-12-01, batchShare: 1.5, models: { m: { input: 1, output: 1 } } }|'batchShare' must be more than 0",
                "openai: { batchShare: 0.5, models: { m: { input: 1, output: 1 } } }|'asOf' is missing",
                "openai: { asOf: yesterday, batchShare: 0.5, models: { m: { input: 1, output: 1 } } }|'asOf' must be a day",
                "openai: { asOf: 2026-12-01, batchShare: 0.5, models: { m: { input: 1, output: 1, snapshots: 7 } } }|'snapshots' must be true or false",
                "openai: { asOf: 2026-12-01, batchShare: 0.5, models: { m: { input: 1, input: 2, output: 1 } } }|'input' is there twice",
                "openai: { asOf: 2026-12-01, batchShare: 0.5, models: { m: { input: 1, output: 1, longPrompts: { over: 5 } } } }|'input' is missing",
                "openai: { models: [ }|Line 1: this is no YAML"
            })
    void aBrokenFileIsAFaultThatNamesThePlace(String yaml, String message) {
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> opened(yaml))
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Invalid.class))
                .withMessageContaining(file().toString())
                .withMessageContaining(message);
    }

    @Test
    void whatIsNoTextOrTooLargeIsAFault() throws IOException {
        Files.write(file(), new byte[] {(byte) 0xC3, 0x28});
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> new YamlPriceList(file(), faults::add))
                .withMessageContaining("UTF-8");

        write("#".repeat(2 << 20));
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> new YamlPriceList(file(), faults::add))
                .withMessageContaining("mebibyte");
    }
}
