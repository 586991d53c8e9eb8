#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace voordeur::client::cli {

/// A QR code (ISO/IEC 18004) of a text, with the quiet zone of four modules around it.
class QrCode {
public:
    /// Level L: what is shown is read from a screen or fresh paper, and must fit.
    /// Errors: MessageTooLarge (over some 2,900 bytes), InvalidArgument (empty).
    static crypto::Result<QrCode> of(std::string_view text);

    /// Modules along one side, quiet zone included.
    [[nodiscard]] std::size_t side() const { return m_side; }
    /// Outside the code everything is light.
    [[nodiscard]] bool isDark(std::size_t column, std::size_t row) const;

    /// Two modules a character (half blocks), for a terminal of either colour: light is drawn.
    [[nodiscard]] std::string asText() const;
    /// A black and white PNG (RFC 2083), `scale` dots a module.
    [[nodiscard]] crypto::Bytes asPng(std::size_t scale = 4) const;

private:
    QrCode(std::size_t side, std::vector<bool> dark) : m_side(side), m_dark(std::move(dark)) {}

    std::size_t m_side;
    std::vector<bool> m_dark;
};

}  // namespace voordeur::client::cli
