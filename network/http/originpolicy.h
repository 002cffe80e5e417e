// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"

#include <QHostAddress>
#include <QList>
#include <QPair>
#include <QStringList>
#include <QUrl>
#include <optional>

namespace muster {

/// Who gave an address. A person may name a host of the own network; a server may not lead us there (S11).
enum class AddressSource { Person, Server };

/// What is wrong with an address before anything is looked up: scheme other than https (plain http only to loopback,
/// S12), no host, user-info in front of the host, a literal address that resolvedAddressFault() refuses.
/// AddressRefused with a code: "scheme", "plain_http", "user_info", "no_host", "invalid", or that of the literal;
/// `subject` is the real host in ASCII form.
[[nodiscard]] std::optional<ApiError> addressFault(const QUrl &url, AddressSource source);
/// What is wrong with the address that the name turned out to mean: nullopt, or AddressRefused with "link_local",
/// "multicast", "unspecified", and for a server's addresses also "loopback" and "private".
[[nodiscard]] std::optional<ApiError> resolvedAddressFault(const QHostAddress &address, AddressSource source);
/// "localhost" and the literal loopback addresses.
[[nodiscard]] bool isLoopback(const QUrl &url);
/// Scheme, host in ASCII form and effective port: "https://api.example.test:443". Empty for an unusable address.
[[nodiscard]] QString originOf(const QUrl &url);

/// The address that a link of an answer means, `from` being the address of the call (RFC 3986 section 5).
/// AddressRefused when it leaves the origin of `from` ("foreign_origin"), is longer than 8,192 bytes ("too_long"), or
/// breaks the rules of addressFault(). Path and query stay byte for byte, but for percent-codes that stand for letters,
/// digits, '-',
/// '.', '_' and '~', which RFC 3986 section 6.2.2.2 calls the same address; a fragment is dropped.
[[nodiscard]] Result<QUrl> linkedUrl(const QUrl &from, const QByteArray &link);

/// As linkedUrl(), but the link may lead to one of `hosts` (see downloadHost()): S10. AddressRefused with code
/// "download_host" for any other host, the subject being its name in ASCII form. Whoever asks there brings no token.
[[nodiscard]] Result<QUrl> downloadUrl(const QUrl &from, const QByteArray &link, const QStringList &hosts);

/// The origins of a profile, typed and approved: the only places that a token or the client secret may go (S09).
class OriginPolicy
{
public:
    /// `named`: further addresses that a person has typed or chosen.
    explicit OriginPolicy(const ConnectionProfile &profile, const QList<QUrl> &named = {});

    /// AddressRefused when `url` breaks the address rules or leaves the profile's origins ("foreign_origin").
    [[nodiscard]] std::optional<ApiError> fault(const QUrl &url) const;
    /// As fault(), of an address that was found out: where only a person's approval is missing, the code is
    /// "origin_not_approved" and the subject the origin; "origin_changed" where another one, besides that of
    /// `signInAddress`, was approved before.
    [[nodiscard]] std::optional<ApiError> approvalFault(const QUrl &url, const QUrl &signInAddress = {}) const;
    [[nodiscard]] const QStringList &origins() const { return m_origins; } ///< As originOf() says them.

private:
    QStringList m_origins;
    QStringList m_approved; ///< Those of m_origins that are not typed.
};

/// The one place where an address of a call is made. `pathTemplate` holds one "{}" per argument; each argument becomes
/// exactly one percent-encoded path segment. BadInput with code "path_argument" when an argument is empty, ".", "..",
/// longer than 1,024 characters, or holds a control character or half a surrogate pair (S19, F62): a path built from an
/// empty id would address the whole collection. Query values are encoded likewise; a value that is empty is left out.
[[nodiscard]] Result<QUrl> buildUrl(const QUrl &base, QByteArrayView pathTemplate, const QStringList &arguments,
                                    const QList<QPair<QString, QString>> &query = {});

} // namespace muster
