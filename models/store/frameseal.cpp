// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/frameseal.h"

#include <QCryptographicHash>
#include <QtEndian>
#include <array>
#include <memory>
#include <new>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

namespace muster {

namespace {

struct FreeContext
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;
using Nonce = std::array<unsigned char, 12>;

const unsigned char *unsignedBytes(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

unsigned char *unsignedBytes(QByteArray &bytes, qsizetype offset = 0)
{
    return reinterpret_cast<unsigned char *>(bytes.data()) + offset;
}

Nonce nonceOf(quint64 number)
{
    Nonce nonce{};
    qToBigEndian(number, nonce.data() + 4);
    return nonce;
}

// OpenSSL fails here for want of memory or of the cipher itself: there is nothing to go on with.
void need(bool done)
{
    if (!done)
        throw std::bad_alloc();
}

Context begin(const Secret &key, quint64 number, QByteArrayView binding, QByteArrayView readable, bool sealing)
{
    Context context(EVP_CIPHER_CTX_new());
    need(context != nullptr);
    const Nonce nonce = nonceOf(number);
    need(EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, unsignedBytes(key.bytes()), nonce.data(),
                           sealing ? 1 : 0)
         == 1);
    int size = 0;
    for (const QByteArrayView part : {binding, readable}) {
        if (!part.isEmpty())
            need(EVP_CipherUpdate(context.get(), nullptr, &size, unsignedBytes(part), int(part.size())) == 1);
    }
    return context;
}

} // namespace

FrameSeal::FrameSeal(std::optional<Secret> key, QByteArray binding)
    : m_key(std::move(key))
    , m_binding(std::move(binding))
{
    Q_ASSERT(!m_key || m_key->bytes().size() == keyBytes);
}

QByteArray FrameSeal::check(quint64 number, QByteArrayView content) const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const Nonce nonce = nonceOf(number);
    hash.addData(m_binding);
    hash.addData(QByteArrayView(reinterpret_cast<const char *>(nonce.data()), qsizetype(nonce.size())));
    hash.addData(content);
    return hash.result().first(tagBytes);
}

QByteArray FrameSeal::seal(quint64 number, QByteArrayView content) const
{
    if (!m_key)
        return content.toByteArray() + check(number, content);
    const Context context = begin(*m_key, number, m_binding, {}, true);
    QByteArray sealed(content.size() + tagBytes, '\0');
    int size = 0;
    need(EVP_CipherUpdate(context.get(), unsignedBytes(sealed), &size, unsignedBytes(content), int(content.size()))
         == 1);
    need(EVP_CipherFinal_ex(context.get(), unsignedBytes(sealed, size), &size) == 1);
    need(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, int(tagBytes), unsignedBytes(sealed, content.size()))
         == 1);
    return sealed;
}

std::optional<QByteArray> FrameSeal::open(quint64 number, QByteArrayView sealed) const
{
    if (sealed.size() < tagBytes)
        return std::nullopt;
    const QByteArrayView content = sealed.chopped(tagBytes);
    const QByteArrayView tag = sealed.last(tagBytes);
    if (!m_key) {
        const QByteArray wanted = check(number, content);
        return tag == wanted ? std::optional(content.toByteArray()) : std::nullopt;
    }
    const Context context = begin(*m_key, number, m_binding, {}, false);
    QByteArray plain(content.size(), '\0');
    int size = 0;
    QByteArray tagCopy = tag.toByteArray(); // the call takes it as writable
    const bool good
        = EVP_CipherUpdate(context.get(), unsignedBytes(plain), &size, unsignedBytes(content), int(content.size())) == 1
        && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, int(tagBytes), unsignedBytes(tagCopy)) == 1
        && EVP_CipherFinal_ex(context.get(), unsignedBytes(plain, size), &size) == 1;
    return good ? std::optional(plain) : std::nullopt;
}

QByteArray FrameSeal::tagOf(quint64 number, QByteArrayView content) const
{
    if (!m_key)
        return check(number, content);
    const Context context = begin(*m_key, number, m_binding, content, true);
    QByteArray tag(tagBytes, '\0');
    int size = 0;
    need(EVP_CipherFinal_ex(context.get(), unsignedBytes(tag), &size) == 1);
    need(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, int(tagBytes), unsignedBytes(tag)) == 1);
    return tag;
}

Secret FrameSeal::makeKey()
{
    std::array<unsigned char, keyBytes> bytes{};
    need(RAND_bytes(bytes.data(), int(bytes.size())) == 1);
    Secret key(QByteArrayView(reinterpret_cast<const char *>(bytes.data()), keyBytes));
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return key;
}

QByteArray FrameSeal::fingerprint(const Secret &key)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView("muster backup key"));
    hash.addData(key.bytes());
    return hash.result().first(8).toHex();
}

} // namespace muster
