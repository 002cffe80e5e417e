// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/runningdigest.h"

#include <QByteArray>
#include <algorithm>
#include <array>
#include <initializer_list>
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

namespace {

using Digest = std::array<unsigned char, 32>;

Digest digestOf(std::initializer_list<QByteArrayView> pieces)
{
    struct Context
    {
        EVP_MD_CTX *const context = EVP_MD_CTX_new();
        ~Context() { EVP_MD_CTX_free(context); }
    };
    static thread_local const Context own;
    Digest digest = {};
    bool works = own.context && EVP_DigestInit_ex(own.context, sha256(), nullptr) == 1;
    for (const QByteArrayView piece : pieces)
        works = works && EVP_DigestUpdate(own.context, piece.data(), std::size_t(piece.size())) == 1;
    if (!works || EVP_DigestFinal_ex(own.context, digest.data(), nullptr) != 1)
        throw std::bad_alloc();
    return digest;
}

QByteArrayView viewOf(const Digest &digest)
{
    return {digest.data(), qsizetype(digest.size())};
}

HexDigest hexOf(const Digest &digest)
{
    constexpr const char *digits = "0123456789abcdef";
    HexDigest hex = {};
    for (std::size_t i = 0; i < digest.size(); ++i) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    return hex;
}

} // namespace

HexDigest sha256Hex(QByteArrayView bytes)
{
    return hexOf(digestOf({bytes}));
}

HexDigest hmacSha256Hex(QByteArrayView key, QByteArrayView bytes)
{
    constexpr std::size_t block = 64;
    Digest shorter;
    if (key.size() > qsizetype(block)) {
        shorter = digestOf({key});
        key = viewOf(shorter);
    }
    std::array<unsigned char, block> inner, outer;
    inner.fill(0x36);
    outer.fill(0x5c);
    for (std::size_t i = 0; i < std::size_t(key.size()); ++i) {
        inner[i] ^= static_cast<unsigned char>(key[qsizetype(i)]);
        outer[i] ^= static_cast<unsigned char>(key[qsizetype(i)]);
    }
    const auto padding = [](const auto &bytesOf) { return QByteArrayView(bytesOf.data(), qsizetype(bytesOf.size())); };
    const Digest within = digestOf({padding(inner), bytes});
    return hexOf(digestOf({padding(outer), viewOf(within)}));
}

} // namespace muster
