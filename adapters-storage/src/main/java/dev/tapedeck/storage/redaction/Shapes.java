package dev.tapedeck.storage.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.List;

/** The shapes of keys and tokens that the providers document or that are in general use. */
final class Shapes {
    private static final int LONG_WINDOW = 16_384;

    private Shapes() {}

    static void addTo(Literals literals) {
        addModelProviders(literals);
        addCodeHosts(literals);
        addClouds(literals);
        addGeneral(literals);
    }

    private static void addModelProviders(Literals literals) {
        literals.add("sk-", Shape.of("anthropic-key", "sk-ant-[A-Za-z0-9_-]{16,}"));
        literals.add("sk-", Shape.of("openai-key", "sk-(?:proj|svcacct|admin|service)-[A-Za-z0-9_-]{16,}"));
        literals.add("sk-", Shape.of("api-key", "sk-or-v1-[A-Za-z0-9]{16,}"));
        literals.add(
                "sk-",
                Shape.of("openai-key", "sk-(?:[A-Za-z0-9]{1,16}-){0,3}[A-Za-z0-9]{20,}")
                        .onlyIf(Shapes::hasDigit));
        literals.add("gsk_", Shape.of("groq-key", "gsk_[A-Za-z0-9]{20,}"));
        literals.add("AIza", Shape.of("google-key", "AIza[A-Za-z0-9_-]{30,}"));
        literals.add("xai-", Shape.of("xai-key", "xai-[A-Za-z0-9]{20,}"));
        literals.add("hf_", Shape.of("hugging-face-token", "hf_[A-Za-z0-9]{30,}"));
        literals.add("pplx-", Shape.of("perplexity-key", "pplx-[A-Za-z0-9]{30,}"));
        literals.add("r8_", Shape.of("replicate-token", "r8_[A-Za-z0-9]{30,}"));
        literals.add("tvly-", Shape.of("tavily-key", "tvly-[A-Za-z0-9_-]{20,}").onlyIf(Shapes::hasDigit));
    }

    private static void addCodeHosts(Literals literals) {
        Shape github = Shape.of("github-token", "gh[opsru]_[A-Za-z0-9]{30,}");
        List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_").forEach(literal -> literals.add(literal, github));
        literals.add("github_pat_", Shape.of("github-token", "github_pat_[A-Za-z0-9_]{22,}"));
        literals.add("glpat-", Shape.of("gitlab-token", "glpat-[A-Za-z0-9_-]{20,}"));
        literals.add("npm_", Shape.of("npm-token", "npm_[A-Za-z0-9]{30,}"));
        literals.add("xox", Shape.of("slack-token", "xox[abeoprs]-[A-Za-z0-9-]{10,}"));
    }

    private static void addClouds(Literals literals) {
        literals.add("AKIA", Shape.of("aws-key-id", "AKIA[A-Z0-9]{16}\\b"));
        literals.add("ASIA", Shape.of("aws-key-id", "ASIA[A-Z0-9]{16}\\b"));
        literals.add("AccountKey=", Shape.of("azure-key", "AccountKey=([A-Za-z0-9+/=]{20,})"));
        literals.add("SharedAccessKey=", Shape.of("azure-key", "SharedAccessKey=([A-Za-z0-9+/=]{20,})"));
        literals.add("SharedAccessSignature=", Shape.of("azure-key", "SharedAccessSignature=([^\\s;\"']{20,})"));
        literals.add("ya29.", Shape.of("google-token", "ya29\\.[A-Za-z0-9_-]{20,}"));
        literals.add("GOCSPX-", Shape.of("google-secret", "GOCSPX-[A-Za-z0-9_-]{20,}"));
        literals.add("sk_", Shape.of("stripe-key", "sk_(?:live|test)_[A-Za-z0-9]{10,}"));
        literals.add("rk_", Shape.of("stripe-key", "rk_(?:live|test)_[A-Za-z0-9]{10,}"));
        literals.add("whsec_", Shape.of("stripe-key", "whsec_[A-Za-z0-9+/=]{20,}"));
        literals.add("SG.", Shape.of("sendgrid-key", "SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"));
    }

    private static void addGeneral(Literals literals) {
        literals.add(
                "-----BEGIN ",
                Shape.of(
                                "private-key",
                                "(?s)-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,20}-----.*?(?:-----END [A-Z0-9 ]{0,60}-----|\\z)")
                        .amidWords()
                        .within(LONG_WINDOW));
        literals.add(
                "eyJ",
                Shape.of("jwt", "eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*){1,3}")
                        .within(LONG_WINDOW));
        literals.addIgnoringCase(
                "bearer ",
                Shape.of("bearer", "(?i)bearer +([A-Za-z0-9._~+/=-]{16,})")
                        .within(LONG_WINDOW)
                        .onlyIf(Shapes::hasDigit));
        literals.addIgnoringCase(
                "basic ",
                Shape.of("basic", "(?i)basic +([A-Za-z0-9+/]{8,}={0,2})").onlyIf(Shapes::holdsUserAndPassword));
        literals.add("://", new UrlPassword());
    }

    private static boolean hasDigit(String secret) {
        return secret.chars().anyMatch(each -> each >= '0' && each <= '9');
    }

    /** RFC 7617: base64 of a name, a colon and a password. */
    private static boolean holdsUserAndPassword(String base64) {
        try {
            String decoded = new String(Base64.getDecoder().decode(base64), ISO_8859_1);
            return decoded.indexOf(':') >= 0 && decoded.chars().noneMatch(each -> each < ' ');
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }
}
