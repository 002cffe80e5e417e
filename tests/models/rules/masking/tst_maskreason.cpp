// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskreason.h"

#include "tests/support/testprogram.h"

#include "masksupport.h"

#include <algorithm>

using namespace muster;
using namespace muster::test;

namespace tst_maskreason {

namespace {

using Code = MaskReason::Code;

MaskReason reasonOf(Entity entity, const char *selected, const char *before = "", const MaskPolicy &policy = {})
{
    const auto reasons = explainMasking(*engineOf(policy), selected, before, {});
    const auto found = std::ranges::find(reasons, entity, &MaskReason::entity);
    if (found == reasons.end())
        qFatal("no reason");
    return *found;
}

} // namespace

class TestMaskReason : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhy()
    {
        QCOMPARE(reasonOf(Entity::Email, "ann@example.com"),
                 (MaskReason{Entity::Email, Code::Masked, "email.address", 0}));
        QCOMPARE(reasonOf(Entity::Phone, "99887766", "my phone is "),
                 (MaskReason{Entity::Phone, Code::Masked, "phone.context", 0}));
    }

    void saysWhyNot()
    {
        QCOMPARE(reasonOf(Entity::Phone, "12345"), (MaskReason{Entity::Phone, Code::TooFewDigits, "5", 7}));
        QCOMPARE(reasonOf(Entity::PaymentCard, "12345678901234567890123"),
                 (MaskReason{Entity::PaymentCard, Code::TooManyDigits, "23", 19}));
        QCOMPARE(reasonOf(Entity::Phone, "99887766"),
                 (MaskReason{Entity::Phone, Code::NoNumberingPlan, "US, GB, CA", 0}));
        QCOMPARE(reasonOf(Entity::Phone, "20794600181", "your order number is "),
                 (MaskReason{Entity::Phone, Code::OtherwiseAnnounced, "order", 0}));
        QCOMPARE(reasonOf(Entity::PaymentCard, "4111111111111112"),
                 (MaskReason{Entity::PaymentCard, Code::CheckDigitWrong, {}, 0}));
        QCOMPARE(reasonOf(Entity::Iban, "DE89370400440532013001"),
                 (MaskReason{Entity::Iban, Code::CheckDigitWrong, {}, 0}));
        QCOMPARE(reasonOf(Entity::Address, "12 Long Meadow Street"),
                 (MaskReason{Entity::Address, Code::KeptByPolicy, {}, 0}));
        QCOMPARE(reasonOf(Entity::Email, "12345"), (MaskReason{Entity::Email, Code::NothingAlike, {}, 0}));
        MaskPolicy policy;
        policy.exceptions = {{.kind = MaskException::Kind::Allow,
                              .entity = Entity::Phone,
                              .text = QStringLiteral("415 555 0123"),
                              .interactionId = {},
                              .expires = {},
                              .note = {}}};
        QCOMPARE(reasonOf(Entity::Phone, "415-555-0123", "", policy),
                 (MaskReason{Entity::Phone, Code::AllowedByException, {}, 0}));
    }

    void mostTellingComesFirst()
    {
        const auto reasons = explainMasking(*engineOf({}), "ann@example.com", "", {});
        QCOMPARE(reasons.size(), std::size_t(entityCount));
        QCOMPARE(reasons.front().code, Code::Masked);
        QCOMPARE(reasons.back().code, Code::NothingAlike);
        QVERIFY(explainMasking(*engineOf({}), "?! -", "", {}).empty());
    }
};

MUSTER_TEST(TestMaskReason, muster::tests::NoApplication)

} // namespace tst_maskreason
#include "tst_maskreason.moc"
