// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>
#include <array>
#include <memory>
#include <string_view>

struct evp_md_ctx_st;

namespace muster {

/// SHA-256 of a file as it grows. OpenSSL's, because it uses the processor's SHA instructions: several times faster
/// than QCryptographicHash of Qt 6.4 (resources/decisions/export-file.md), and its state can be copied, which makes
/// the digest so far cheap.
class RunningDigest
{
public:
    RunningDigest();
    RunningDigest(RunningDigest &&) noexcept = default;
    RunningDigest &operator=(RunningDigest &&) noexcept = default;

    void add(std::string_view bytes);
    /// Of all that was added; 64 lower-case hexadecimal digits. More may be added afterwards.
    [[nodiscard]] QString hex() const;

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    using Context = std::unique_ptr<evp_md_ctx_st, Free>;

    Context m_context;
    Context m_copy; ///< Room for the digest so far.
};

/// 64 lower-case hexadecimal digits.
using HexDigest = std::array<char, 64>;

/// SHA-256 of something short, for who needs it of millions: no allocation. Any thread.
[[nodiscard]] HexDigest sha256Hex(QByteArrayView bytes);
/// HMAC-SHA-256 (RFC 2104) of the same kind.
[[nodiscard]] HexDigest hmacSha256Hex(QByteArrayView key, QByteArrayView bytes);

} // namespace muster
