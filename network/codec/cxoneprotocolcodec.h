// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QByteArray>
#include <QUrl>

namespace muster {

// What NICE CXone's sign-in and discovery answer, as its published specifications say. Pure, safe on any thread. No
// error holds anything of a token.

/// A token, with the tenant that its `tenantId` claim names (of the id token, else of the access token). The claim is
/// read, not proved: it says only which document to ask for, and an answer's origin still needs a person's approval.
[[nodiscard]] Result<Token> readCxoneToken(const QByteArray &body);

/// `token_endpoint` of the issuer's document. UnexpectedShape "other_issuer" when it speaks of another one than
/// `issuer`; a document that does not say whose it is is taken at its word.
[[nodiscard]] Result<QUrl> readIssuerDocument(const QByteArray &body, const QUrl &issuer);

/// `api_endpoint` of the tenant's document. UnexpectedShape "other_tenant" when it names another tenant.
[[nodiscard]] Result<QUrl> readTenantDocument(const QByteArray &body, const QString &tenantId);

/// The highest version of the ACD API that an answer to "apiversion" names, as "33"; empty: none.
[[nodiscard]] QString highestApiVersion(const QByteArray &body);

/// Fills code and detail of `error` from whatever an error answer brings: the text of the header icStatusDescription,
/// or one of the shapes {error, error_description}, {error, errorDescription}, {message, description},
/// {code, message}, {errors: [{message}]}. Texts are cut to length but not yet masked.
void readCxoneError(const QByteArray &statusDescription, const QByteArray &body, ApiError &error);

} // namespace muster
