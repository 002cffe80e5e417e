// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/runningdigest.h"

#include <QByteArray>
#include <array>
#include <new>
#include <openssl/evp.h>

namespace muster {

namespace {

// Looked up once: a look-up by name costs more than the digest of a page.
const EVP_MD *sha256()
{
    static const EVP_MD *const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return algorithm ? algorithm : EVP_sha256();
}

} // namespace

void RunningDigest::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

RunningDigest::RunningDigest()
    : m_context(EVP_MD_CTX_new())
    , m_copy(EVP_MD_CTX_new())
{
    // Fails for want of memory only, which Muster does not survive anywhere else either.
    if (!m_context || !m_copy || EVP_DigestInit_ex(m_context.get(), sha256(), nullptr) != 1)
        throw std::bad_alloc();
}

void RunningDigest::add(std::string_view bytes)
{
    if (EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()) != 1)
        throw std::bad_alloc();
}

QString RunningDigest::hex() const
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest = {};
    unsigned int size = 0;
    if (EVP_MD_CTX_copy_ex(m_copy.get(), m_context.get()) != 1
        || EVP_DigestFinal_ex(m_copy.get(), digest.data(), &size) != 1)
        throw std::bad_alloc();
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(digest.data()), qsizetype(size)).toHex());
}

} // namespace muster
