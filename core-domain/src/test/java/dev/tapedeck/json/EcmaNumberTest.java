package dev.tapedeck.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcmaNumberTest {
    /** RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
    })
    void writesTheNumbersOfTheRfcAsItDoes(String bits, String expected) {
        // Given
        double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        // When
        String text = EcmaNumber.text(number);

        // Then
        assertThat(text).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1e21, 1e+21",
        "1e20, 100000000000000000000",
        "123456789012345680000, 123456789012345680000",
        "1e-6, 0.000001",
        "1e-7, 1e-7",
        "1.5e-7, 1.5e-7",
        "0.001, 0.001",
        "0.00012, 0.00012",
        "12345678.9, 12345678.9",
        "10000000, 10000000",
        "-2.5e-9, -2.5e-9",
        "0.7, 0.7",
        "1.0, 1",
        "2012371068800932.75, 2012371068800932.8",
        "5.684341886080802e-14, 5.684341886080802e-14",
        "1e-323, 1e-323",
        "1.5e-323, 1.5e-323",
        "9.9e-323, 1e-322",
    })
    void changesToAnExponentWhereEcmaScriptDoes(double number, String expected) {
        // When
        String text = EcmaNumber.text(number);

        // Then
        assertThat(text).isEqualTo(expected);
    }

    @Test
    void writesEveryTinyNumberLikeTheNaiveTwin() {
        for (long bits = 1; bits < 3_000; bits++) {
            // Given
            double number = Double.longBitsToDouble(bits);

            // When
            String text = EcmaNumber.text(number);

            // Then
            assertThat(text).isEqualTo(NaiveCanonicalJson.number(number));
        }
    }
}
