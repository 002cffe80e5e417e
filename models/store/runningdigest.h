// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
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

} // namespace muster
