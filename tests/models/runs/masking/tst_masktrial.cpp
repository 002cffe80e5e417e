// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/masking/masktrial.h"

#include "models/runs/masking/maskfilesjob.h"
#include "models/store/secretstore.h"
#include "tests/support/memoryvault.h"
#include "tests/support/testprogram.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QThreadPool>

using namespace muster;
using test::MemoryVault;

Q_DECLARE_METATYPE(muster::MaskTrialResult)

namespace {

MaskPolicy withPattern(const char *pattern)
{
    MaskPolicy policy;
    policy.patterns = {{QStringLiteral("Customer"), QString::fromLatin1(pattern), {MaskAction::Tag, 0}}};
    return policy;
}

} // namespace

class TestMaskTrial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSampleIsMasked()
    {
        const MaskTrialResult result
            = tryPolicy(withPattern("K-[0-9]{4}"), QStringLiteral("K-4711 wrote from a@example.com"));
        QVERIFY(!result.error);
        QCOMPARE(result.document.bytes, QByteArray("[OWN_MASKED] wrote from [EMAIL_MASKED]"));
        QCOMPARE(result.document.findings.size(), std::size_t(2));
        QCOMPARE(result.document.findings[0].end, std::uint64_t(6));
    }

    void aWrongPatternIsNamed()
    {
        const MaskTrialResult result = tryPolicy(withPattern("K-(["), QStringLiteral("K-4711"));
        QVERIFY(result.error.has_value());
        QCOMPARE(result.error->kind, ErrorKind::BadInput);
        QCOMPARE(result.error->subject, QStringLiteral("Customer"));
        QVERIFY(result.document.bytes.isEmpty());
    }

    void pseudonymsAreShownWithoutAKeyStore()
    {
        MaskPolicy policy;
        policy.rules[static_cast<std::size_t>(Entity::Email)].action = MaskAction::PseudonymPerProject;
        const MaskTrialResult result = tryPolicy(policy, QStringLiteral("a@example.com"));
        QVERIFY(!result.error);
        const QString text = QString::fromUtf8(result.document.bytes);
        QVERIFY2(QRegularExpression(QStringLiteral("^\\[EMAIL_[b-v]{10}\\]$")).match(text).hasMatch(),
                 qPrintable(text));
    }

    void onlyTheNewestQuestionIsAnswered()
    {
        MaskTrial trial;
        QSignalSpy answered(&trial, &MaskTrial::answered);
        for (int i = 0; i < 20; ++i)
            trial.ask(MaskPolicy(), QString::number(i) + QStringLiteral(" a@example.com"));
        QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 1, 60'000);
        QCOMPARE(answered.first().first().value<MaskTrialResult>().sample, QStringLiteral("19 a@example.com"));
        trial.ask(MaskPolicy(), QStringLiteral("again"));
        QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 2, 60'000);
    }

    void itMayGoWhileItIsAsked()
    {
        auto trial = std::make_unique<MaskTrial>();
        MaskTrial other;
        QStringList answers;
        const auto note = [&answers](const MaskTrialResult &result) { answers.append(result.sample); };
        connect(trial.get(), &MaskTrial::answered, this, note);
        connect(&other, &MaskTrial::answered, this, note);
        trial->ask(MaskPolicy(), QStringLiteral("a@example.com"));
        other.ask(MaskPolicy(), QStringLiteral("b@example.com"));
        trial.reset();
        QThreadPool::globalInstance()->waitForDone();
        QTRY_VERIFY_WITH_TIMEOUT(!answers.isEmpty(), 60'000);
        QCoreApplication::processEvents();
        QCOMPARE(answers, QStringList{QStringLiteral("b@example.com")});
    }

    void aKitTakesItsKeyFromTheKeyStore()
    {
        MemoryVault vault;
        PseudonymKeys keys(vault);
        const auto plain = QCoro::waitFor(prepareMasking(MaskPolicy(), keys, {}));
        QVERIFY(plain.has_value());
        QVERIFY(plain->key.isEmpty());
        QVERIFY(vault.keys.isEmpty()); // made at first need
        MaskPolicy policy;
        policy.name = QStringLiteral("Keyed");
        policy.rules[static_cast<std::size_t>(Entity::Email)].action = MaskAction::PseudonymPerProject;
        const auto kit = QCoro::waitFor(prepareMasking(policy, keys, {}));
        QVERIFY(kit.has_value());
        QVERIFY(kit->masker().has_value());
        QCOMPARE(vault.keys.size(), 1);
        vault.available = false;
        QCOMPARE(QCoro::waitFor(prepareMasking(policy, keys, {})).error().code, QStringLiteral("no_pseudonym_key"));
        std::stop_source stopped;
        stopped.request_stop();
        QCOMPARE(QCoro::waitFor(prepareMasking(MaskPolicy(), keys, stopped.get_token())).error().kind,
                 ErrorKind::Cancelled);
    }
};

MUSTER_TEST(TestMaskTrial, QCoreApplication)
#include "tst_masktrial.moc"
