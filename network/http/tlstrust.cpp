// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/tlstrust.h"

#include <QSslCertificate>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace muster {

void TlsTrust::Free::operator()(x509_st *certificate) const
{
    X509_free(certificate);
}

TlsTrust::TlsTrust(const QStringList &caCertificates)
{
    for (const QString &file : caCertificates) {
        const auto certificates = QSslCertificate::fromPath(file, QSsl::Pem);
        for (const QSslCertificate &certificate : certificates) {
            const QByteArray bytes = certificate.toDer();
            const auto *at = reinterpret_cast<const unsigned char *>(bytes.constData());
            if (X509 *read = d2i_X509(nullptr, &at, static_cast<long>(bytes.size())))
                m_added.emplace_back(read);
        }
    }
}

QSslConfiguration TlsTrust::configuration(const QStringList &caCertificates)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    for (const QString &file : caCertificates)
        tls.addCaCertificates(file, QSsl::Pem);
    return tls;
}

bool TlsTrust::teach(ssl_ctx_st *context) const
{
    if (SSL_CTX_set_default_verify_paths(context) != 1)
        return false;
    X509_STORE *store = SSL_CTX_get_cert_store(context);
    for (const auto &certificate : m_added) {
        if (X509_STORE_add_cert(store, certificate.get()) != 1)
            return false;
    }
    return true;
}

} // namespace muster
