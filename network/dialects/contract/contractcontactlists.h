// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/contactlistsclient.h"
#include "network/codec/contactlistscodec.h"

namespace muster {

/// Contract section 6.1: numbers are corrected in batches, contacts removed one by one.
class ContractContactLists final : public ContactListsClient
{
public:
    explicit ContractContactLists(ApiTransport &transport);

    [[nodiscard]] ContactListLimits limits() const override;
    [[nodiscard]] QCoro::Task<Result<QList<ContactListSummary>>> list(CallObserver *observer,
                                                                      std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<RawPage>> page(QString listId, QByteArray cursor, int limit,
                                                    CallObserver *observer, std::stop_token stop) override;
    [[nodiscard]] std::shared_ptr<const PageDecoder> decoder() const override { return m_codec.decoder(); }
    /// None: nobody is called because of a list.
    [[nodiscard]] QCoro::Task<Result<QList<Dialer>>> dialers(QString listId, CallObserver *observer,
                                                             std::stop_token stop) override;
    /// At once: what is answered is done.
    [[nodiscard]] QCoro::Task<Result<void>> settle(QString listId, CallObserver *observer,
                                                   std::stop_token stop) override;

private:
    [[nodiscard]] QCoro::Task<WriteAnswer> sendCorrections(QString listId, QList<ContactPhone> corrections,
                                                           DialConsent consent, CallObserver *observer,
                                                           std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<WriteAnswer> sendPurges(QString listId, QStringList contactIds, CallObserver *observer,
                                                      std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<WriteAnswer> sendRestores(QString listId, QList<ContactPhone> contacts,
                                                        DialConsent consent, CallObserver *observer,
                                                        std::stop_token stop) override;

    const ContractContactListsCodec m_codec;
};

} // namespace muster
