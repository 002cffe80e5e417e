// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/appsettings.h"

#include "tests/support/testprogram.h"

#include "storefixture.h"

#include <QJsonArray>

using namespace muster;

namespace tst_regionmemory {
using test::StoreFixture;

class TestRegionMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChoiceHoldsForItsListOnlyAndSurvivesARestart()
    {
        const StoreFixture files;
        const RegionMemory::Choice british{QStringLiteral("GB"), QStringLiteral("country")};
        {
            AppSettings settings(files.config);
            QVERIFY(!settings.load());
            RegionMemory memory(settings);
            memory.keep(QStringLiteral("p"), QStringLiteral("l"), {QStringLiteral("US"), QString()});
            memory.keep(QStringLiteral("p"), QStringLiteral("l"), british); // in place of the older one
        }
        AppSettings settings(files.config);
        QVERIFY(!settings.load());
        const RegionMemory memory(settings);
        QCOMPARE(memory.find(QStringLiteral("p"), QStringLiteral("l")), british);
        QCOMPARE(memory.find(QStringLiteral("q"), QStringLiteral("l")), std::nullopt);
        QCOMPARE(memory.find(QStringLiteral("p"), QStringLiteral("m")), std::nullopt);
    }

    void theOldestIsForgotten()
    {
        const StoreFixture files;
        AppSettings settings(files.config);
        QVERIFY(!settings.load());
        RegionMemory memory(settings);
        const auto list = [](int number) { return QStringLiteral("list %1").arg(number); };
        memory.keep({}, list(0), {QStringLiteral("GB"), {}});
        memory.keep({}, list(1), {QStringLiteral("US"), {}});
        QJsonArray many = settings.value(QStringLiteral("listRegions")).toArray();
        QCOMPARE(many.size(), 2);
        for (int number = 2; number < RegionMemory::limit; ++number) {
            QJsonObject another = many.last().toObject();
            another.insert(QStringLiteral("list"), list(number));
            many.append(another);
        }
        settings.setValue(QStringLiteral("listRegions"), many);
        QVERIFY(memory.find({}, list(0)).has_value());
        memory.keep({}, list(RegionMemory::limit), {QStringLiteral("US"), {}});
        QVERIFY(!memory.find({}, list(0)).has_value());
        QVERIFY(memory.find({}, list(1)).has_value());
    }
};

MUSTER_TEST(TestRegionMemory, QCoreApplication)

} // namespace tst_regionmemory
#include "tst_regionmemory.moc"
