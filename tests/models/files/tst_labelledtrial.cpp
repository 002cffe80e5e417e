// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/files/labelledtrial.h"

#include "models/store/durablefile.h"
#include "models/store/maskpolicystore.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_labelledtrial {

namespace {

constexpr auto phoneLine = R"({"text":"call 415-555-0123","spans":[{"start":5,"end":17,"entity":"phone"}]})";
constexpr auto bareLine = R"({"text":"call 415-555-0123","spans":[]})";

} // namespace

/// Policies measured on labelled files, and two people's labels compared, for a window.
class TestLabelledTrial : public QObject
{
    Q_OBJECT

private:
    QString put(const char *name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", name);
        return file.fileName();
    }
    QTemporaryDir m_folder;

private Q_SLOTS:
    void S39_nothingIsWritten()
    {
        const QString first = put("a.jsonl", phoneLine), second = put("b.jsonl", bareLine);
        const auto measured = measureFile(first, MaskPolicyStore::builtIn());
        QVERIFY(measured);
        QCOMPARE((*measured)->file, first);
        QCOMPARE((*measured)->measure.all().found, 1U);
        const auto compared = compareLabels(first, second, Excerpts::Kept);
        QVERIFY(compared);
        QCOMPARE((*compared)->agreement.differences().front().excerpt.place, u"415-555-0123"_s);
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 (QStringList{u"a.jsonl"_s, u"b.jsonl"_s}));
    }
    void textsComeAlong()
    {
        const auto measured
            = measureFile(put("a.jsonl", R"({"text":"ticket XK-77-12","spans":[{"start":7,"end":15,"entity":"own"}]})"),
                          MaskPolicyStore::builtIn());
        QVERIFY(measured);
        QCOMPARE((*measured)->measure.differences().front().excerpt.place, u"XK-77-12"_s);
        QCOMPARE((*measured)->measure.differences().front().excerpt.before, u"ticket "_s);
    }
    void whatIsWrongIsSaid()
    {
        QCOMPARE(fileTrouble(measureFile(m_folder.filePath(u"gone"_s), MaskPolicyStore::builtIn()).error()),
                 FileTrouble::NotFound);
        QCOMPARE(measureFile(put("none", "\n"), MaskPolicyStore::builtIn()).error().code, u"labels_none"_s);
        MaskPolicy bad = MaskPolicyStore::builtIn();
        bad.patterns.append({.name = u"open"_s, .pattern = u"("_s});
        QVERIFY(!measureFile(put("a.jsonl", phoneLine), bad));
        QCOMPARE(compareLabels(put("a.jsonl", phoneLine), put("c.jsonl", "{}"), Excerpts::None).error().subject,
                 u"1, text (c.jsonl)"_s);
        QCOMPARE(
            fileTrouble(compareLabels(put("a.jsonl", phoneLine), m_folder.filePath(u"gone"_s), Excerpts::None).error()),
            FileTrouble::NotFound);
    }
    void whatIsAskedLastIsAnswered()
    {
        LabelledTrial trial;
        const QSignalSpy measured(&trial, &LabelledTrial::measured), compared(&trial, &LabelledTrial::compared),
            failed(&trial, &LabelledTrial::failed);
        const QString first = put("a.jsonl", phoneLine), second = put("b.jsonl", bareLine);
        trial.measure(first, MaskPolicyStore::builtIn());
        trial.compare(first, second);
        QTRY_COMPARE_WITH_TIMEOUT(compared.size(), 1, 60'000);
        trial.compare(first, second);
        trial.measure(second, MaskPolicyStore::builtIn());
        QTRY_COMPARE_WITH_TIMEOUT(measured.size(), 1, 60'000);
        QCOMPARE(measured.first().first().value<SharedMeasure>()->file, second); // the one before was overtaken
        QCOMPARE(compared.size(), 1);
        trial.measure(m_folder.filePath(u"gone"_s), MaskPolicyStore::builtIn());
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 60'000);
    }
};

MUSTER_TEST(TestLabelledTrial, QCoreApplication)

} // namespace tst_labelledtrial
#include "tst_labelledtrial.moc"
