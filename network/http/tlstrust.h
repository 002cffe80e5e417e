// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSslConfiguration>
#include <QStringList>
#include <memory>
#include <vector>

struct ssl_ctx_st;
struct x509_st;

namespace muster {

/// Whom a TLS connection trusts: the system's authorities and those that a person added (S14); TLS 1.2 or later, peer
/// and host name verified.
class TlsTrust
{
public:
    /// `caCertificates`: PEM files on top of the system's. An unreadable one is left out. Reads the disk.
    explicit TlsTrust(const QStringList &caCertificates);

    /// The same for connections that Qt makes.
    [[nodiscard]] static QSslConfiguration configuration(const QStringList &caCertificates);

    /// Makes `context` trust them. The system's are looked up by name when they are needed, not all read in advance.
    [[nodiscard]] bool teach(ssl_ctx_st *context) const;

private:
    struct Free
    {
        void operator()(x509_st *certificate) const;
    };
    std::vector<std::unique_ptr<x509_st, Free>> m_added;
};

} // namespace muster
