#pragma once

#include "crypto/shared/signature.h"

#include <string_view>

namespace voordeur::crypto {

/// A signature under an object that came with a call, and everything to verify it.
struct SignatureClaim {
    PublicKey32 key{};
    std::string_view type;  // of static lifetime
    InstanceId instance{};
    Bytes bytes;
    Signature64 signature{};
    /// What it is called when it does not hold.
    Reason broken = Reason::SignatureBroken;
};
bool holds(const SignatureClaim& claim);

/// Where the signatures under attached objects are verified: at once (where a decision is made), or
/// later, beside other work (where many decisions that were made are checked again). Not a part of
/// the rules: both give the same verdict for a call whose signatures hold.
/// Thread: one at a time.
class SignatureChecks {
public:
    SignatureChecks() = default;
    SignatureChecks(const SignatureChecks&) = delete;
    SignatureChecks& operator=(const SignatureChecks&) = delete;
    SignatureChecks(SignatureChecks&&) = delete;
    SignatureChecks& operator=(SignatureChecks&&) = delete;
    virtual ~SignatureChecks() = default;
    /// False: broken. True: it holds, or somebody will look and report.
    virtual bool check(SignatureClaim claim) = 0;
};

/// Verifies at once.
class ImmediateSignatureChecks final : public SignatureChecks {
public:
    bool check(SignatureClaim claim) override { return holds(claim); }
};

}  // namespace voordeur::crypto
